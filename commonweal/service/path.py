"""Where a person's answers lead: the pages they meet, what is still to answer, where they are stopped.

A path is a pure function of journey and answers. Nothing of it is stored: it is built again for every
request, so changing an answer can never leave anyone on a route that no longer exists. Only questions that
are asked count: the answer to a question that is no longer asked is neither shown nor passed on.
`left_out` names the questions that are not asked because no answer to them could change what becomes of the
application (see `what_matters`): by key, and within a list by address (`other-adults/1/working`).

The pages of a list come item by item (`children/1/born`) with the list's own page (`children`) after them:
that is where another is added or where someone says that there are none.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal, NamedTuple

from commonweal.service.journey import Asked, Journey, Question, Repeat


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
    def may_be_passed(self) -> bool:
        """Whether an application is whole without its answer."""
        return isinstance(self.asked, Question) and self.asked.may_be_passed

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

    __slots__ = ("__dict__", "_kept", "journey", "left_out", "pages", "stop")

    def __init__(
        self,
        journey: Journey,
        pages: tuple[Page, ...],
        stop: Stop | None,
        kept: dict[str, Any],
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        self.journey = journey
        self.pages = pages
        self.stop = stop
        self.left_out = left_out
        self._kept = kept

    @cached_property
    def to_ask(self) -> tuple[Page, ...]:
        """The pages without an answer, in order; those that may be passed over too."""
        return tuple(page for page in self.pages if not page.answered)

    @cached_property
    def outstanding(self) -> tuple[Page, ...]:
        """The pages that must be answered and are not, in order."""
        return tuple(page for page in self.to_ask if not page.may_be_passed)

    @property
    def complete(self) -> bool:
        """Whether everything asked is answered and nothing stops the application."""
        return self.stop is None and not self.outstanding

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that count: to questions that are asked, whole and right. A new map each time."""
        return {key: [dict(i) for i in v] if is_items(v) else v for key, v in self._kept.items()}

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
        return items_of(page.value, page.repeat.most) if page is not None else []

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


def is_items(value: object) -> bool:
    """Whether a stored value is a list of items."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def items_of(value: object, most: int) -> list[dict[str, Any]]:
    """The items of a stored value, at most so many; what is no item is an empty one."""
    if not isinstance(value, list):
        return []
    return [item if isinstance(item, dict) else {} for item in value[:most]]
