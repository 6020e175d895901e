"""Reads a whole service folder: what it is, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from commonweal.policy.feel import ANY, Scope
from commonweal.service.casework import CASEWORK_NAMES, Casework, read_casework
from commonweal.service.definition import Scopes, Service, ServiceWords, read_languages, read_service_yaml
from commonweal.service.examples import Examples, read_examples
from commonweal.service.faults import Fault, Faults
from commonweal.service.journey import Journey
from commonweal.service.journey_reading import read_journey
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.linting import lint
from commonweal.service.mirrors import (
    check_journey_mirror,
    check_service_mirror,
    in_order_throughout,
    journey_in,
)
from commonweal.service.notices import NOTICE_NAMES, Notice, read_notice
from commonweal.service.policies import Policies, read_policies
from commonweal.service.strict_yaml import Map, read_yaml
from commonweal.service.telling import with_telling
from commonweal.service.what_matters import weigh
from commonweal.service.why_asked import WhyAsked

MAX_FILES = 500


@dataclass(frozen=True)
class ServiceFolder:
    """A service, read. With faults (`ok` is false) it may still be looked at, and must not be run.

    `notices` are by name and language; `scope` is the one over which notices and conditions are evaluated.
    """

    path: Path
    service: Service
    journeys: Mapping[str, Journey]
    policies: Policies
    process: Casework | None
    notices: Mapping[tuple[str, str], Notice]
    examples: Examples
    scope: Scope
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def why_asked(self) -> WhyAsked:
        """What each answer is used for."""
        return WhyAsked(self)

    @property
    def ok(self) -> bool:
        """Whether there is no fault; warnings do not count."""
        return not self.errors

    @property
    def errors(self) -> list[Fault]:
        """The faults that keep the service from running."""
        return [fault for fault in self.faults if fault.severity == "error"]

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.path.name

    def journey(self, language: str | None = None) -> Journey:
        """The journey in a language; in the first language where it is not one of the service's."""
        first = self.service.languages[0]
        return self.journeys.get(language or first) or self.journeys[first]

    def notice(self, name: str, language: str) -> Notice | None:
        """A notice in a language; in the first language where it is missing in that one."""
        return self.notices.get((name, language)) or self.notices.get((name, self.service.languages[0]))


class _Reading:
    """The faults of each file of one folder, in the order the files are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.by_file: dict[str, Faults] = {}

    def faults(self, file: str) -> Faults:
        return self.by_file.setdefault(file, Faults(file))

    def content(self, file: str, *, wanted: bool = False, remedy: str = "") -> bytes | None:
        path = self.folder / file
        try:
            if path.is_file() and path.stat().st_size <= 20_000_000:
                return path.read_bytes()
            if path.exists():
                self.faults(file).add(None, "unreadable", "this is not a file that can be read.")
            elif wanted:
                self.faults(file).add(None, "missing-file", "the file is not there.", remedy)
        except OSError as error:
            self.faults(file).add(None, "unreadable", f"the file cannot be read: {error.strerror}.")
        return None

    def yaml(self, file: str, *, wanted: bool = True, remedy: str = "Write it.") -> Map | None:
        content = self.content(file, wanted=wanted, remedy=remedy)
        return read_yaml(content, self.faults(file)) if content is not None else None


def read_service(path: str | Path) -> ServiceFolder:
    """Read and check a service folder. Never raises for what is in it: see `faults`."""
    folder = Path(path)
    reading = _Reading(folder)
    if not folder.is_dir():
        reading.faults(".").add(
            None, "not-a-folder", f"`{folder}` is not a folder.", "Give a service's folder."
        )
    service_map = reading.yaml("service.yaml") or Map(0, 0, {})
    languages = (
        read_languages(service_map, reading.faults("service.yaml")) if service_map.entries else ("en",)
    )
    journey_map = reading.yaml("journey.yaml") or Map(0, 0, {})
    faults = reading.faults("journey.yaml")
    journey = read_journey(journey_map, faults if journey_map.entries else Faults(""), languages[0])
    policies = read_policies(folder, reading.by_file)
    if not policies.versions and not any(file.startswith("policy/") for file in reading.by_file):
        reading.faults("policy").add(
            None, "missing-file", "there is no policy.", "Add policy/YYYY-MM-DD.dmn."
        )
    decisions = journey.scope.child(policies.decision_types())
    service_mirrors = _mirrors(reading, "service", languages, service_map)
    service = Service(by_language={"en": ServiceWords()})
    if service_map.entries:
        scopes = Scopes(journey.scope, decisions)
        service = read_service_yaml(service_map, service_mirrors, scopes, reading.faults("service.yaml"))
    journey = replace(journey, inputs=service.inputs)
    journeys = {languages[0]: journey}
    journey_mirrors = _mirrors(reading, "journey", languages, journey_map)
    for language in languages[1:]:
        journeys[language] = journey_in(journey, journey_mirrors.get(language) or Map(0, 0, {}), language)
    if journey.asked:
        journeys = with_telling(journeys, service.tell_by)
    names = dict.fromkeys((*NOTICE_NAMES, *CASEWORK_NAMES), ANY)
    scope = decisions.child(names)
    notices = _notices(reading, languages, scope)
    process = _process(reading, decisions.child(dict.fromkeys(CASEWORK_NAMES, ANY)), notices)
    examples_content = reading.content("policy/examples.csv")
    examples = Examples()
    if examples_content is not None:
        examples = read_examples(examples_content, journey, policies, reading.faults("policy/examples.csv"))
    read = ServiceFolder(folder, service, journeys, policies, process, notices, examples, scope)
    lint(read, reading.by_file)
    matters = (
        None
        if any(fault.severity == "error" for each in reading.by_file.values() for fault in each)
        else weigh(read)
    )
    if matters is not None:
        journeys.update({language: replace(each, matters=matters) for language, each in journeys.items()})
    order = {file: index for index, file in enumerate(reading.by_file)}
    found = [fault for each in reading.by_file.values() for fault in each]
    found.sort(key=lambda fault: (order[fault.file], fault.line, fault.column))
    read.faults.extend(dict.fromkeys(found))
    return read


def _mirrors(reading: _Reading, name: str, languages: tuple[str, ...], original: Map) -> dict[str, Map]:
    """The mirrors of one file that the service's languages want, checked against it."""
    found = {}
    for language in languages[1:]:
        file = f"{name}.{language}.yaml"
        remedy = f"Mirror {name}.yaml: the same keys, words only."
        mirror = reading.yaml(file, remedy=remedy)
        if mirror is not None:
            check = check_journey_mirror if name == "journey" else check_service_mirror
            check(original, mirror, f"{name}.yaml", reading.faults(file))
            found[language] = in_order_throughout(mirror, language)
    for language in sorted(set(LANGUAGE_NAMES) - set(languages)):
        file = f"{name}.{language}.yaml"
        if (reading.folder / file).exists():
            message = f"service.yaml does not declare the language `{language}`."
            reading.faults(file).add(None, "undeclared-language", message, "Add it to `languages`.")
    return found


def _notices(reading: _Reading, languages: tuple[str, ...], scope: Scope) -> dict[tuple[str, str], Notice]:
    found: dict[tuple[str, str], Notice] = {}
    first = languages[0]
    paths = sorted((reading.folder / "notices").glob("*.md"))[:MAX_FILES]
    written = set()
    for path in paths:
        name, _, language = path.stem.partition(".")
        language = language or first
        file = f"notices/{path.name}"
        if language not in languages or (language == first and "." in path.stem):
            message = f"`{path.name}` is not in a language of the service."
            reading.faults(file).add(
                None, "undeclared-language", message, "Name it `name.md` or `name.cy.md`."
            )
            continue
        written.add((name, language))
        content = reading.content(file)
        notice = (
            read_notice(content, name, language, scope, reading.faults(file)) if content is not None else None
        )
        if notice is not None:
            found[name, language] = notice
    for name in sorted({name for name, _ in written}):
        for language in languages:
            if (name, language) not in written:
                file = f"notices/{name}.md" if language == first else f"notices/{name}.{language}.md"
                reading.faults(file).add(None, "missing-file", "the notice is not there.", "Write it.")
    return found


def _process(reading: _Reading, scope: Scope, notices: Mapping[tuple[str, str], Notice]) -> Casework | None:
    content = reading.content("casework.bpmn")
    if content is None:
        return None
    names = {path.stem.partition(".")[0] for path in (reading.folder / "notices").glob("*.md")}
    return read_casework(
        content, scope, names | {name for name, _ in notices}, reading.faults("casework.bpmn")
    )
