"""What part of the queue somebody looks at, and how many cases each other part holds.

The address carries every filter, so that a list can be kept, sent and gone back to. It never carries a
name: searching by name is posted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.http import urlencode

from commonweal.office.accounts.models import User
from commonweal.office.pages.site_languages import site_languages
from commonweal.office.records.models import Case
from commonweal.service.languages import IN_ENGLISH

OPEN: Final = (Case.State.RECEIVED, Case.State.WORKING, Case.State.WAITING)
SORTS: Final = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "pk"),
    "received": ("received_at", "pk"),
    "-received": ("-received_at", "-pk"),
}
STATES: Final = {
    "open": "All open cases",
    **{state.value: str(state.label) for state in Case.State},
    "all": "Every case",
}
WHOSE: Final = {"mine": "Mine", "nobody": "Nobody’s", "others": "Somebody else’s"}
YES: Final = "yes"


@dataclass(frozen=True)
class Option:
    """One choice of a filter: what it is called, how many cases it would show, and whether it is chosen."""

    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """What was chosen. Anything unknown in an address is as if it were not there."""

    user: User
    today: datetime.date
    state: str = "open"
    person: str = ""
    overdue: str = ""
    whose: str = ""
    service: str = ""
    language: str = ""
    channel: str = ""
    sort: str = "due"
    services: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(
        cls, query: Mapping[str, str], user: User, today: datetime.date, services: Mapping[str, str]
    ) -> Filters:
        """Read the filters of an address; `services` maps the slugs there are to their names."""

        def one_of(name: str, known: Mapping[str, object], otherwise: str = "") -> str:
            value = query.get(name, otherwise)
            return value if value in known else otherwise

        return cls(
            user=user,
            today=today,
            state=one_of("state", STATES, "open"),
            person=one_of("person", {YES: 1}),
            overdue=one_of("overdue", {YES: 1}),
            whose=one_of("whose", WHOSE),
            service=one_of("service", services),
            language=one_of("language", _languages()),
            channel=one_of("channel", dict.fromkeys(Case.Channel.values)),
            sort=one_of("sort", SORTS, "due"),
            services=services,
        )

    def cases(self) -> QuerySet[Case]:
        """The cases chosen, in order."""
        return self._only(self._conditions()).order_by(*SORTS[self.sort])

    def options(self, name: str) -> list[Option]:
        """The choices of one filter with how many cases each would show, the other filters as they are."""
        others = self._only({key: q for key, q in self._conditions().items() if key != name})
        choices = self._choices(name)
        counts = others.aggregate(
            **{
                f"n{place}": Count("pk", filter=self._condition(name, value))
                for place, value in enumerate(choices)
            }
        )
        return [
            Option(value, text, counts[f"n{place}"], getattr(self, name) == value)
            for place, (value, text) in enumerate(choices.items())
        ]

    def address(self, **changes: str | int) -> str:
        """The query of this list, with changes: "?state=open&whose=mine"."""
        chosen: dict[str, str | int] = {
            name: getattr(self, name) for name in (*self._names(), "sort") if getattr(self, name)
        }
        chosen |= changes
        kept = {
            name: value
            for name, value in chosen.items()
            if value and (name, value) not in {("state", "open"), ("sort", "due"), ("page", 1)}
        }
        return f"?{urlencode(kept)}" if kept else "?"

    def chosen(self) -> list[tuple[str, str]]:
        """What is chosen besides the ordinary, in words, each with the address that takes it away."""
        found = []
        for name in self._names():
            value = getattr(self, name)
            if value and value != getattr(type(self), name):
                found.append((self._choices(name)[value], self.address(**{name: ""})))
        return found

    def without(self) -> Filters:
        """The same person's queue with nothing chosen."""
        return replace(
            self, state="open", person="", overdue="", whose="", service="", language="", channel=""
        )

    @staticmethod
    def _names() -> tuple[str, ...]:
        return ("state", "person", "overdue", "whose", "service", "language", "channel")

    def _choices(self, name: str) -> Mapping[str, str]:
        return {
            "state": STATES,
            "person": {YES: "Needs a person"},
            "overdue": {YES: "Overdue"},
            "whose": WHOSE,
            "service": self.services,
            "language": _languages(),
            "channel": {channel.value: str(channel.label) for channel in Case.Channel},
        }[name]

    def _conditions(self) -> dict[str, Q]:
        return {
            name: self._condition(name, getattr(self, name)) for name in self._names() if getattr(self, name)
        }

    def _condition(self, name: str, value: str) -> Q:
        conditions: dict[str, Callable[[], Q]] = {
            "state": lambda: self._state(value),
            "person": lambda: Q(needs_person=True),
            "overdue": lambda: Q(due_on__lt=self.today, state__in=OPEN),
            "whose": lambda: {
                "mine": Q(assigned_to=self.user),
                "nobody": Q(assigned_to=None),
                "others": Q(assigned_to__isnull=False) & ~Q(assigned_to=self.user),
            }[value],
        }
        return conditions[name]() if name in conditions else Q(**{name: value})

    @staticmethod
    def _state(value: str) -> Q:
        if value == "all":
            return Q()
        return Q(state__in=OPEN) if value == "open" else Q(state=value)

    @staticmethod
    def _only(conditions: Mapping[str, Q]) -> QuerySet[Case]:
        cases = Case.objects.filter(forgotten_at=None).select_related("assigned_to").defer("answers")
        for condition in conditions.values():
            cases = cases.filter(condition)
        return cases


def _languages() -> dict[str, str]:
    """The languages that a case can be in here, as staff call them."""
    return {code: IN_ENGLISH[code] for code in site_languages()}
