"""Where a person's answers lead: the pages they meet, what is still to answer, where they are stopped.

A path is a pure function of journey and answers. Nothing of it is stored: it is built again for every
request, so changing an answer can never leave anyone on a route that no longer exists. Only questions that
are asked count: the answer to a question that is no longer asked is neither shown nor passed on.

The pages of a list come item by item (`children/1/born`) with the list's own page (`children`) after them:
that is where another is added or where someone says that there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

from commonweal.policy.feel import Frame, Run, to_feel
from commonweal.service.journey import Answers, Asked, Journey, Question, Repeat


class Page(NamedTuple):
    """A page on a path. `item` counts from 1 within a list, and is 0 elsewhere.

    `answered` is whether the stored answer is whole, of the question's type and passes every `must`;
    `value` is the stored answer, whatever it is (None where there is none).
    """

    address: str
    kind: Literal["question", "list"]
    asked: Asked
    item: int
    answered: bool
    value: Any

    @property
    def question(self) -> Question:
        """The question of a question page. Raises TypeError on a list's page."""
        if not isinstance(self.asked, Question):
            raise TypeError(f"{self.address} is the page of a list")
        return self.asked

    @property
    def repeat(self) -> Repeat:
        """The list of a list's page. Raises TypeError on a question page."""
        if not isinstance(self.asked, Repeat):
            raise TypeError(f"{self.address} is the page of a question")
        return self.asked

    @property
    def key(self) -> str:
        """The key under which the answer is stored."""
        return self.asked.key


class Stop(NamedTuple):
    """Where the journey ends early: the notice that says what to do instead, and the page that led to it."""

    address: str
    notice: str
    page: Page


class Path:
    """The pages that these answers lead to, in order. Build it with `journey.path(answers)`."""

    __slots__ = ("__dict__", "_kept", "journey", "pages", "stop")

    def __init__(
        self, journey: Journey, pages: tuple[Page, ...], stop: Stop | None, kept: dict[str, Any]
    ) -> None:
        self.journey = journey
        self.pages = pages
        self.stop = stop
        self._kept = kept

    @cached_property
    def outstanding(self) -> tuple[Page, ...]:
        """The pages still to answer, in order."""
        return tuple(page for page in self.pages if not page.answered)

    @property
    def complete(self) -> bool:
        """Whether everything asked is answered and nothing stops the application."""
        return self.stop is None and all(page.answered for page in self.pages)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that count: to questions that are asked, whole and right. A new map each time."""
        return {key: [dict(i) for i in v] if _is_items(v) else v for key, v in self._kept.items()}

    @cached_property
    def _by_address(self) -> dict[str, int]:
        return {page.address: index for index, page in enumerate(self.pages)}

    def page(self, address: str) -> Page | None:
        """The page at an address; the pages of the next item of a list count as there. None for any other."""
        index = self._by_address.get(address)
        if index is not None:
            return self.pages[index]
        return self._new_item_page(address)

    def _new_item_page(self, address: str) -> Page | None:
        parts = address.split("/")
        if len(parts) != 3 or len(address) > 200:
            return None
        page = self.page_of_list(parts[0])
        if page is None:
            return None
        items = self.items(page.key)
        if parts[1] != str(len(items) + 1) or len(items) >= page.repeat.most:
            return None
        grown = self.journey.path({**self.answers, page.key: [*items, {}]})
        index = grown._by_address.get(address)
        return None if index is None else grown.pages[index]

    def page_of_list(self, name: str) -> Page | None:
        """The page of the list of that name, when it is on the path."""
        index = self._by_address.get(name)
        page = None if index is None else self.pages[index]
        return page if page is not None and page.kind == "list" else None

    def items(self, key: str) -> list[dict[str, Any]]:
        """The items of a list that is on the path; unfinished ones included."""
        asked = self.journey.by_key.get(key)
        page = self.page_of_list(asked.name) if asked is not None else None
        return _items(page.value, page.repeat.most) if page is not None else []

    def new_item(self, key: str) -> Page | None:
        """The first page of an item to add to a list; None when the list is full or not on the path."""
        asked = self.journey.by_key.get(key)
        if not isinstance(asked, Repeat):
            return None
        number = len(self.items(key)) + 1
        for question in asked.questions:
            page = self.page(f"{asked.name}/{number}/{question.name}")
            if page is not None:
                return page
        return None

    def next(self, after: str | None = None) -> Page | None:
        """The next page to answer; None when there is none and the answers can be checked, or at a stop.

        With `after` (the page just answered): the next one below it that wants an answer, by way of the
        list's own page at the end of an item, and then any left above. Without it: the first that wants an
        answer.
        """
        if after is None:
            return next((page for page in self.pages if not page.answered), None)
        index = self._by_address.get(after)
        if index is None:
            return self.next()
        in_list = after.split("/")[0] if "/" in after else None
        if self.stop is not None and self.stop.page.address == after:
            return None
        for page in self.pages[index + 1 :]:
            if not page.answered or page.address == in_list:
                return page
        return self.next()

    def following(self, address: str) -> Page | None:
        """The page just below, answered or not."""
        index = self._by_address.get(address)
        if index is None or index + 1 >= len(self.pages):
            return None
        return self.pages[index + 1]

    def before(self, address: str) -> Page | None:
        """The page just above, for the back link; None for the first. For a new item's page: its list's."""
        index = self._by_address.get(address)
        if index is not None:
            return self.pages[index - 1] if index else None
        if "/" in address and self.page(address) is not None:
            name, number, _ = address.split("/")
            grown = self.journey.path({**self.answers, new_key(self.journey, name): self._grown(name)})
            place = grown._by_address.get(address)
            above = grown.pages[place - 1] if place else None
            if above is not None and above.address.startswith(f"{name}/{number}/"):
                return above
            return self.page_of_list(name)
        return self.pages[-1] if self.pages else None

    def _grown(self, name: str) -> list[dict[str, Any]]:
        return [*self.items(new_key(self.journey, name)), {}]


def new_key(journey: Journey, name: str) -> str:
    """The key of the question or list whose name in addresses this is.

    The name itself where there is none.
    """
    asked = journey.by_name.get(name)
    return asked.key if asked is not None else name


class _Step(NamedTuple):
    """One question, with everything that building a path needs of it."""

    asked: Asked
    key: str
    name: str
    slot: int
    when: Callable[[Frame], object] | None
    accepts: Callable[[object], bool]
    feel: Callable[[object], object] | None
    optional: bool
    musts: tuple[Callable[[Frame], object], ...]
    stops: tuple[tuple[Callable[[Frame], object], str], ...]
    steps: tuple[_Step, ...]
    most: int


def prepare_walk(journey: Journey) -> tuple[_Step, ...]:
    """The journey as steps. An answer is turned into a FEEL value only where some condition uses it."""
    used: set[str] = set()
    for asked in journey.asked:
        for question in asked.questions if isinstance(asked, Repeat) else (asked,):
            for must in question.musts:
                used |= must.condition.names
            for stop in question.stops:
                used |= stop.condition.names
            if question.when is not None:
                used |= question.when.names
        if asked.when is not None:
            used |= asked.when.names
    return tuple(_step(asked, used, False) for asked in journey.asked)


def _step(asked: Asked, used: set[str], always: bool) -> _Step:
    when = asked.when.expression.program if asked.when is not None else None
    if isinstance(asked, Repeat):
        whole = asked.key in used
        steps = tuple(_step(question, used, whole) for question in asked.questions)
        needed = _feel_items(steps) if whole else None
        return _Step(
            asked,
            asked.key,
            asked.name,
            asked.slot,
            when,
            _is_items,
            needed,
            False,
            (),
            (),
            steps,
            asked.most,
        )
    feel = asked.type.feel if always or asked.key in used else None
    return _Step(
        asked,
        asked.key,
        asked.name,
        asked.slot,
        when,
        asked.type.accepts,
        _to_feel(feel) if feel is not None else None,
        asked.optional,
        tuple(must.condition.expression.program for must in asked.musts),
        tuple((stop.condition.expression.program, stop.notice) for stop in asked.stops),
        (),
        0,
    )


def _to_feel(feel: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: to_feel(feel(value))


def _feel_items(steps: tuple[_Step, ...]) -> Callable[[object], object]:
    """How the items that count become a list of contexts."""

    def convert(items: object) -> object:
        assert isinstance(items, list)
        return [
            {s.key: s.feel(item[s.key]) if s.feel is not None and s.key in item else None for s in steps}
            for item in items
        ]

    return convert


def _is_items(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _items(value: object, most: int) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [item if isinstance(item, dict) else {} for item in value[:most]]


def build_path(journey: Journey, answers: Answers) -> Path:
    """Walk the journey once. Never raises, whatever the answers hold."""
    pages: list[Page] = []
    kept: dict[str, Any] = {}
    if not isinstance(answers, Mapping):
        answers = {}
    with Run() as run:
        frame = journey.layout.frame(run)
        for step in journey.walk:
            assert isinstance(step, _Step)
            if step.when is not None and step.when(frame) is not True:
                continue
            if step.steps:
                stop = _walk_list(step, answers, frame, pages, kept)
            else:
                stop = _walk_question(step, step.name, 0, answers, frame, pages, kept)
            if stop is not None:
                return Path(journey, tuple(pages), stop, kept)
    return Path(journey, tuple(pages), None, kept)


def _walk_question(
    step: _Step,
    address: str,
    item: int,
    answers: Mapping[str, Any],
    frame: Frame,
    pages: list[Page],
    kept: dict[str, Any],
) -> Stop | None:
    key = step.key
    value = answers.get(key)
    if value is None:
        answered = step.optional and key in answers
        if answered:
            kept[key] = None
    elif step.accepts(value):
        answered = True
        if step.feel is not None:
            frame[step.slot] = step.feel(value)
        for must in step.musts:
            if must(frame) is False:
                answered = False
                frame[step.slot] = None
                break
        if answered:
            kept[key] = value
    else:
        answered = False
    page = Page(address, "question", step.asked, item, answered, value)
    pages.append(page)
    if answered and step.stops:
        for stops, notice in step.stops:
            if stops(frame) is True:
                return Stop(f"stop/{notice.removesuffix('.md')}", notice.removesuffix(".md"), page)
    return None


def _walk_list(
    step: _Step, answers: Mapping[str, Any], frame: Frame, pages: list[Page], kept: dict[str, Any]
) -> Stop | None:
    value = answers.get(step.key)
    counted: list[dict[str, Any]] = []
    for number, item in enumerate(_items(value, step.most), 1):
        for inner in step.steps:
            frame[inner.slot] = None
        own: dict[str, Any] = {}
        for inner in step.steps:
            if inner.when is not None and inner.when(frame) is not True:
                continue
            stop = _walk_question(
                inner, f"{step.name}/{number}/{inner.name}", number, item, frame, pages, own
            )
            if stop is not None:
                return stop
        counted.append(own)
    answered = isinstance(value, list)
    if answered:
        kept[step.key] = counted
        if step.feel is not None:
            frame[step.slot] = step.feel(counted)
    pages.append(Page(step.name, "list", step.asked, 0, answered, value if answered else None))
    return None
