"""Writes the files of a service folder around one or more years of a council's scheme."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from commonweal.service.grids.dmn_document import identifier
from commonweal.service.grids.examples_written import write_examples
from commonweal.service.grids.policy_writing import inputs_of, write_policy
from commonweal.service.grids.scheme import Scheme
from commonweal.service.grids.worked_examples import WorkedRow

_ALWAYS = frozenset({"home", "full_name", "email"})
_GATES = {
    "works": "earnings",
    "self_employed": "earnings",
    "gets_universal_credit": "universal_credit",
    "gets_other_income": "other_income",
}
"""Questions that open others, and the input that each is for."""
_NOTICES = ("award.md", "refusal.md", "not-liable.md", "pension-age.md")


@dataclass(frozen=True, slots=True)
class Version:
    """A scheme and whether its file goes to `policy/proposed/`."""

    scheme: Scheme
    proposed: bool

    @property
    def file(self) -> str:
        """Its place in the folder."""
        place = "policy/proposed" if self.proposed else "policy"
        return f"{place}/{self.scheme.starts.isoformat()}.dmn"


def files_of(versions: Sequence[Version], worked: Sequence[WorkedRow]) -> dict[str, str]:
    """Every file of the folder by its place. `versions`: the earliest first, at least one in force."""
    pages = files("commonweal.service.grids") / "pages"
    starter = files("commonweal.service") / "starter"
    written = {version.file: write_policy(version.scheme) for version in versions}
    written["service.yaml"] = _service(versions)
    written["journey.yaml"] = _journey(versions, (pages / "journey.yaml").read_text(encoding="utf-8"))
    written["casework.bpmn"] = (starter / "casework.bpmn").read_text(encoding="utf-8")
    for name in _NOTICES:
        written[f"notices/{name}"] = (pages / name).read_text(encoding="utf-8")
    written["policy/examples.csv"] = write_examples(
        [(version.scheme, version.proposed) for version in versions], worked
    )
    return written


def assumptions_of(versions: Sequence[Version]) -> dict[str, str]:
    """What all versions assume, each once, with its source; a text that only some share names their years."""
    years: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    for version in versions:
        for each in version.scheme.assumed:
            years.setdefault(each.text, []).append(version.scheme.year)
            sources.setdefault(each.text, each.source)
    told: dict[str, str] = {}
    for text, found in years.items():
        some = len(set(found)) < len(versions)
        told[f"{', '.join(dict.fromkeys(found))}: {text}" if some else text] = sources[text]
    return told


def not_modelled(versions: Sequence[Version]) -> list[str]:
    """What the grids say that no policy file does, each once."""
    told: list[str] = []
    for version in versions:
        told += version.scheme.not_modelled
        if version.scheme.notes:
            told.append(f"The grid's notes for {version.scheme.year}: {version.scheme.notes}")
    return list(dict.fromkeys(told))


def _quoted(text: str) -> str:
    """A text as YAML: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _service(versions: Sequence[Version]) -> str:
    council = versions[0].scheme.council
    name = f"Council Tax Support, {council}"
    mail = identifier(council).replace("_", "-") or "council"
    per_year = [
        f"{'proposed for ' if version.proposed or version.scheme.proposed else ''}{version.scheme.year}"
        for version in versions
    ]
    made = f"This is a demonstration made from a published grid ({', '.join(per_year)})."
    told = f"{made} It is not the council's own service."
    lines = [
        f"name: {_quoted(name)}",
        "summary: Apply for help to pay your Council Tax if you are of working age and on a low income.",
        "owner: Commonweal demonstration",
        f"demonstration: {_quoted(told)}",
        "languages: [en]",
        "",
        "decision: award",
        "refuse when: award = 0",
        "refer when:",
        "  self_employed: You or your partner are self-employed, so a person works out your income with you",
    ]
    lines += [
        "",
        "# These costs are made up for the demonstration: a council puts its own figures here.",
        "channels: {web: 0.35, phone: 4.10, face to face: 9.50, paper: 7.20}",
        "unit costs: {letter: 1.06, caseworker hour: 24.50}",
        "time limits: {decide: 14 days, evidence: 28 days, appeal: 2 months, review: 1 year}",
        "retention: {draft: 28 days, application: 6 years, refused: 6 years}",
        "contact:",
        f"  name: {_quoted(f'{name} team')}",
        "  phone: 01632 960 000",
        f"  email: {mail}@example.com",
        "  hours: Monday to Friday, 9am to 5pm",
        "",
        "assumed:",
        *(f"  {_quoted(text)}: {_quoted(source)}" for text, source in assumptions_of(versions).items()),
    ]
    left_out = not_modelled(versions)
    if left_out:
        lines += ["", "# Not modelled:", *(f"# - {' '.join(each.split())}" for each in left_out)]
    return "\n".join([*lines, ""])


def _journey(versions: Sequence[Version], template: str) -> str:
    """The questions that some version's policy uses, in the order of the template."""
    inputs = {identifier(name) for version in versions for name in inputs_of(version.scheme)}
    longest = max(
        (version.scheme.per for version in versions),
        key=["week", "fortnight", "four weeks", "month", "year"].index,
    )
    most = "5000" if longest == "week" else "200000"
    sections: list[str] = []
    for section in re.split(r"\n\n(?=\S)", template.strip()):
        title, _, body = section.partition("\n")
        blocks = re.split(r"\n(?=  [a-z])", body)
        kept = [block for block in blocks if _asked(block.split(":", 1)[0].strip(), inputs)]
        if kept:
            sections.append("\n".join([title, *kept]))
    text = "\n\n".join(sections).replace("MOST", most)
    text = text.replace("WORKS_AND_PARTNER", "works and partner" if "partner" in inputs else "works")
    return text + "\n"


def _asked(key: str, inputs: Mapping[str, object] | set[str]) -> bool:
    return key in _ALWAYS or key in inputs or _GATES.get(key, "") in inputs
