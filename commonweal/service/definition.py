"""What service.yaml says: who runs the service, the decision to take, channels and costs, limits, contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from commonweal.policy.feel import Scope
from commonweal.service.conditions import Condition, compile_condition
from commonweal.service.equality_questions import EQUALITY_QUESTIONS
from commonweal.service.faults import Faults
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.lengths_of_time import LengthOfTime, length_of_time
from commonweal.service.strict_yaml import Items, Map, Text, nearest
from commonweal.service.types.how_told import WAYS

CHANNELS = ("web", "phone", "face to face", "paper")
TIME_LIMITS = ("decide", "evidence", "reminder", "appeal", "review")
RETENTION = ("draft", "application", "refused")
CONTACT = ("name", "phone", "email", "hours", "address", "web", "text relay")
CONTACT_WORDS = ("name", "hours", "address")
WORDS = ("name", "summary", "owner", "demonstration")
KEYS = frozenset(
    {*WORDS, "languages", "decision", "amount", "refuse when", "refer when", "relevant date", "inputs"}
    | {"channels", "unit costs", "time limits", "retention", "contact", "adverse decisions", "assumed"}
    | {"ask everything", "equality questions", "may borrow English", "tell by"}
)
BY_A_PERSON = "person"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Referral:
    """A condition for a person to look at a case, and the reason in each language."""

    condition: Condition
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """The service's own words in one language. `assumed` pairs what is assumed with its source."""

    name: str = ""
    summary: str = ""
    owner: str = ""
    demonstration: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    assumed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Service:
    """The service as service.yaml defines it.

    `channels` and `unit_costs` are pounds for one; `legal_basis` is empty unless the owner has recorded why a
    refusal may be made by machine alone. `ask_everything` turns off leaving out questions that cannot matter.
    `equality_questions` are asked after sending, apart from the case. `borrows_english` are the languages in
    which words that the house has not are said in English, openly, and do not keep the service from running.
    `tell_by` are the ways that people may choose to be told; None where the file does not say.
    """

    languages: tuple[str, ...] = ("en",)
    by_language: Mapping[str, ServiceWords] = field(default_factory=dict)
    decision: str = ""
    amount: Condition | None = None
    refuse_when: Condition | None = None
    refer_when: tuple[Referral, ...] = ()
    relevant_date: Condition | None = None
    inputs: tuple[tuple[str, Condition], ...] = ()
    channels: Mapping[str, Decimal] = field(default_factory=dict)
    unit_costs: Mapping[str, Decimal] = field(default_factory=dict)
    time_limits: Mapping[str, LengthOfTime] = field(default_factory=dict)
    retention: Mapping[str, LengthOfTime] = field(default_factory=dict)
    legal_basis: str = ""
    ask_everything: bool = False
    equality_questions: tuple[str, ...] = ()
    borrows_english: tuple[str, ...] = ()
    tell_by: tuple[str, ...] | None = None

    def words(self, language: str) -> ServiceWords:
        """The words in a language; in the first language where it is not one of the service's."""
        return self.by_language.get(language) or self.by_language[self.languages[0]]

    @property
    def name(self) -> str:
        """The name in the first language."""
        return self.words(self.languages[0]).name

    @property
    def owner(self) -> str:
        """Who is responsible, in the first language."""
        return self.words(self.languages[0]).owner

    @property
    def contact(self) -> Mapping[str, str]:
        """How to reach the service, in the first language."""
        return self.words(self.languages[0]).contact


@dataclass(frozen=True, slots=True)
class Scopes:
    """What may be named where: answers alone, or answers and every decision."""

    answers: Scope
    decisions: Scope


def read_languages(root: Map, faults: Faults) -> tuple[str, ...]:
    """The languages declared, the default first."""
    node = root.get("languages")
    if node is None:
        return ("en",)
    found = []
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Text) and item.text in LANGUAGE_NAMES:
            found.append(item.text)
        else:
            said = item.text if isinstance(item, Text) else "this"
            remedy = f"It is one of {', '.join(LANGUAGE_NAMES)}."
            faults.add(item, "unknown-language", f"`{said}` is not a language we can write in.", remedy)
    return tuple(dict.fromkeys(found)) or ("en",)


def read_service_yaml(root: Map, mirrors: Mapping[str, Map], scopes: Scopes, faults: Faults) -> Service:
    """The service of a file already read as text, with the mirrors of its other languages."""
    reader = _Reader(root, faults)
    for name, entry in root.entries.items():
        if name not in KEYS:
            remedy = nearest(name, sorted(KEYS)) or "See the reference, service-folder."
            faults.add(entry.key, "unknown-key", f"service.yaml cannot have `{name}`.", remedy)
    for name in ("name", "owner", "decision"):
        if not reader.text(name):
            faults.add(None, "missing-key", f"`{name}` is missing.", f"Add `{name}:`.")
    languages = read_languages(root, Faults(faults.file))
    contact = reader.named_texts("contact", CONTACT)
    own = _words(reader, None, contact, tuple(reader.named_texts("assumed", None).items()))
    by_language = {languages[0]: own}
    for language in languages[1:]:
        by_language[language] = _mirrored(own, mirrors.get(language))
    adverse = reader.text("adverse decisions") or BY_A_PERSON
    further = tuple(language for language in languages if language not in ("en", "cy"))
    return Service(
        languages=languages,
        by_language=by_language,
        decision=reader.text("decision"),
        amount=reader.condition("amount", scopes.decisions),
        refuse_when=reader.condition("refuse when", scopes.decisions),
        refer_when=reader.referrals(scopes.decisions, languages, mirrors),
        relevant_date=reader.condition("relevant date", scopes.answers),
        inputs=reader.inputs(scopes.answers),
        channels=reader.costs("channels", CHANNELS) or {"web": Decimal(0)},
        unit_costs=reader.costs("unit costs", None),
        time_limits=reader.lengths("time limits", TIME_LIMITS),
        retention=reader.lengths("retention", RETENTION),
        legal_basis="" if adverse == BY_A_PERSON else adverse,
        ask_everything=reader.yes_or_no("ask everything"),
        equality_questions=reader.some_of("equality questions", tuple(EQUALITY_QUESTIONS)),
        borrows_english=reader.some_of("may borrow English", further),
        tell_by=reader.some_of("tell by", WAYS) if "tell by" in root else None,
    )


def _words(
    reader: _Reader,
    other: ServiceWords | None,
    contact: Mapping[str, str],
    assumed: tuple[tuple[str, str], ...],
) -> ServiceWords:
    name, summary, owner, demonstration = (
        reader.text(key) or (str(getattr(other, key)) if other else "") for key in WORDS
    )
    return ServiceWords(name, summary, owner, demonstration, contact, assumed)


def _mirrored(own: ServiceWords, mirror: Map | None) -> ServiceWords:
    """A language's words; where one is missing (a fault elsewhere), the first language's."""
    if mirror is None:
        return own
    told = _Reader(mirror, Faults(""))
    contact = {**own.contact, **told.named_texts("contact", CONTACT)}
    said = told.named_texts("assumed", None)
    return _words(told, own, contact, tuple((said.get(text, text), source) for text, source in own.assumed))


class _Reader:
    """Reads the keys of one map, each in its form, with a fault where it has not that form."""

    def __init__(self, root: Map, faults: Faults) -> None:
        self.root = root
        self.faults = faults

    def text(self, name: str) -> str:
        value = self.root.get(name)
        if value is None or isinstance(value, Text):
            return value.text if value else ""
        self.faults.add(value, "not-text", f"`{name}` should be text.", "Write it on one line.")
        return ""

    def yes_or_no(self, name: str) -> bool:
        said = self.text(name)
        if said not in ("", "yes", "no"):
            self.faults.add(self.root.get(name), "bad-value", f"`{name}` should be `yes` or `no`.")
        return said == "yes"

    def some_of(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """A list of names that are known, in the order that they are known in; `all` means every one."""
        node = self.root.get(name)
        if node is None:
            return ()
        if isinstance(node, Text) and node.text == "all":
            return known
        chosen = set()
        for item in node.items if isinstance(node, Items) else (node,):
            if isinstance(item, Text) and item.text in known:
                chosen.add(item.text)
            else:
                said = item.text if isinstance(item, Text) else "this"
                self.faults.add(
                    item, "bad-value", f"`{name}` cannot hold `{said}`.", f"Use all, or: {', '.join(known)}."
                )
        return tuple(each for each in known if each in chosen)

    def condition(self, name: str, scope: Scope) -> Condition | None:
        value = self.root.get(name)
        if value is None:
            return None
        if not isinstance(value, Text):
            self.faults.add(value, "not-text", f"`{name}` should be one FEEL expression.")
            return None
        return compile_condition(value, scope, self.faults, what=f"`{name}`")

    def entries(self, name: str) -> list[tuple[Text, Text]]:
        value = self.root.get(name)
        if value is None:
            return []
        if not isinstance(value, Map):
            self.faults.add(
                value, "not-a-map", f"`{name}` should be keys and values.", "Indent them under it."
            )
            return []
        found = []
        for entry in value.entries.values():
            if isinstance(entry.value, Text) and entry.value.text:
                found.append((entry.key, entry.value))
            else:
                self.faults.add(
                    entry.key, "not-text", f"`{entry.key.text}` under `{name}` should have a text."
                )
        return found

    def known(self, name: str, known: tuple[str, ...] | None) -> list[tuple[Text, Text]]:
        found = []
        for key, value in self.entries(name):
            if known is None or key.text in known:
                found.append((key, value))
            else:
                remedy = nearest(key.text, list(known)) or f"It may hold: {', '.join(known)}."
                self.faults.add(key, "unknown-key", f"`{name}` cannot hold `{key.text}`.", remedy)
        return found

    def named_texts(self, name: str, known: tuple[str, ...] | None) -> dict[str, str]:
        return {key.text: value.text for key, value in self.known(name, known)}

    def costs(self, name: str, known: tuple[str, ...] | None) -> dict[str, Decimal]:
        return self.parsed(name, known, _pounds, "an amount in pounds, such as 4.10")

    def lengths(self, name: str, known: tuple[str, ...] | None) -> dict[str, LengthOfTime]:
        return self.parsed(name, known, length_of_time, "a length of time, such as `28 days` or `6 years`")

    def parsed(
        self, name: str, known: tuple[str, ...] | None, parse: Callable[[str], T | None], form: str
    ) -> dict[str, T]:
        found = {}
        for key, value in self.known(name, known):
            parsed = parse(value.text)
            if parsed is None:
                self.faults.add(value, "bad-value", f"`{value.text}` is not {form}.")
            else:
                found[key.text] = parsed
        return found

    def inputs(self, scope: Scope) -> tuple[tuple[str, Condition], ...]:
        found = []
        for key, value in self.entries("inputs"):
            condition = compile_condition(value, scope, self.faults, what=f"the input `{key.text}`")
            if condition is not None:
                found.append((key.text, condition))
        return tuple(found)

    def referrals(
        self, scope: Scope, languages: tuple[str, ...], mirrors: Mapping[str, Map]
    ) -> tuple[Referral, ...]:
        found = []
        for key, value in self.entries("refer when"):
            condition = compile_condition(key, scope, self.faults, what="`refer when`")
            if condition is None:
                continue
            reasons = {languages[0]: value.text}
            for language in languages[1:]:
                reasons[language] = _mirrored_reason(mirrors.get(language), key.text) or value.text
            found.append(Referral(condition, reasons))
        return tuple(found)


def _mirrored_reason(mirror: Map | None, condition: str) -> str:
    reasons = mirror.get("refer when") if mirror is not None else None
    said = reasons.get(condition) if isinstance(reasons, Map) else None
    return said.text if isinstance(said, Text) else ""


def _pounds(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.removeprefix("£"))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < 1_000_000 else None
