"""Which policies are compared: a day whose version is meant, a proposal for a day, or a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commonweal.insight.simulation import Scheme, SimulationFault
from commonweal.policy import Diagnostic, Model, PolicyFault, load
from commonweal.service.policies import Policies, PolicyVersion

LARGEST = 5_000_000
"""Bytes: a policy file larger than this is not one that a person wrote."""
AMOUNT = "yearly award"


class OptionFault(ValueError):
    """A policy that cannot be compared: the message says which and what to do.

    `diagnostics` are the faults of its file, each with its line and remedy.
    """

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join([message, *(f"  {each}" for each in diagnostics)]))


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy to compare: how it is chosen, what people call it, and its model."""

    key: str
    label: str
    model: Model
    proposed: bool = False


def same_as_today(chosen: Sequence[Policy]) -> list[str]:
    """A warning for each option whose file is today's, byte for byte: nothing can differ."""
    today = chosen[0]
    return [
        f"Option {at} is the same file as today’s policy (“{today.label}”), so nothing can differ. A day "
        f"means the version in force on it; give a proposal, or a .dmn file, to compare a change."
        for at, each in enumerate(chosen[1:], 1)
        if each.model.content_hash == today.model.content_hash
    ]


def find_policies(policies: Policies) -> list[Policy]:
    """Every version of a service's policy, then every proposal, as they are chosen by `policy_of`."""
    return [_version(each) for each in policies.versions]


def policy_of(given: str, policies: Policies, *, folder: Path | None = None) -> Policy:
    """The policy meant by a date, a .dmn file, or the name of a proposal (`proposed/2026-04-01`).

    A date means the version in force on that day; a date on which a proposal would start, and no
    version, means the proposal. Raises OptionFault.
    """
    text = given.strip()
    if text.lower().endswith(".dmn"):
        return _file(_found(Path(text), folder), folder)
    asked = text.removeprefix("proposed/")
    try:
        day = datetime.date.fromisoformat(asked)
    except ValueError:
        raise OptionFault(
            f"`{given}` is neither a day such as 2025-04-01 nor a .dmn file. {_known(policies)}"
        ) from None
    proposals = [each for each in policies.versions if each.proposed and each.starts == day]
    starting = [each for each in policies.versions if not each.proposed and each.starts == day]
    if proposals and (text != asked or not starting):
        return _version(proposals[-1])
    versions = [each for each in policies.versions if not each.proposed and each.starts <= day]
    if text != asked or not versions:
        raise OptionFault(f"there is no policy for `{given}`. {_known(policies)}")
    return _version(versions[-1])


def policy_from(content: bytes, name: str) -> Policy:
    """The policy in the bytes of a file that somebody gave. Raises OptionFault."""
    if len(content) > LARGEST:
        raise OptionFault(
            f"`{name}` is larger than {LARGEST // 1_000_000} MB. Give the policy file alone, as your "
            f"editor saves it."
        )
    try:
        model = load(content, name=name)
    except PolicyFault as fault:
        raise OptionFault(f"`{name}` is not a policy that can be read.", fault.diagnostics) from None
    errors = [each for each in model.diagnostics if each.severity == "error"]
    if errors:
        raise OptionFault(f"`{name}` has faults. Put them right and try again.", errors)
    label = Path(name).stem
    return Policy(name, label, model)


def schemes_of(chosen: Sequence[Policy], amount: str = AMOUNT) -> list[Scheme]:
    """The policies as schemes to simulate, today's first. Raises OptionFault."""
    made: list[Scheme] = []
    labels: set[str] = set()
    for at, each in enumerate(chosen):
        label, number = each.label, 2
        while label in labels:
            label, number = f"{each.label} ({number})", number + 1
        labels.add(label)
        errors = [fault for fault in each.model.diagnostics if fault.severity == "error"]
        if errors:
            raise OptionFault(f"the policy “{each.label}” has faults. Put them right first.", errors)
        try:
            made.append(Scheme("today" if at == 0 else f"option {at}", label, each.model, amount))
        except SimulationFault as fault:
            raise OptionFault(str(fault)) from None
    return made


def _version(version: PolicyVersion) -> Policy:
    day = f"{version.starts.day} {version.starts:%B %Y}"
    label = f"Proposal for {day}" if version.proposed else f"In force from {day}"
    key = f"{'proposed/' if version.proposed else ''}{version.starts.isoformat()}"
    return Policy(key, label, version.model, version.proposed)


def _found(path: Path, folder: Path | None) -> Path:
    """The file as given, or in the service's folder: its policies, or its proposals."""
    tried = [path]
    if folder is not None and not path.is_absolute():
        tried += [folder / path, folder / "policy" / path, folder / "policy" / "proposed" / path]
    for each in tried:
        if each.is_file():
            return each
    raise OptionFault(f"there is no file `{path}`. Give the path of a .dmn file, or a day.")


def _file(path: Path, folder: Path | None) -> Policy:
    try:
        if path.stat().st_size > LARGEST:
            raise OptionFault(
                f"`{path}` is larger than {LARGEST // 1_000_000} MB. Give the policy file alone."
            )
        model = load(path)
    except PolicyFault as fault:
        raise OptionFault(f"`{path}` is not a policy that can be read.", fault.diagnostics) from None
    except OSError as error:
        raise OptionFault(f"`{path}` cannot be read: {error.strerror}.") from None
    proposed = path.parent.name == "proposed"
    try:
        day = datetime.date.fromisoformat(path.stem)
        label = f"{'Proposal for' if proposed else 'Policy of'} {day.day} {day:%B %Y}"
        if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
            # Its day alone would read as this service's own version of that day.
            label = f"{label} ({model.name})"
    except ValueError:
        label = path.stem
    return Policy(str(path), label, model, proposed)


def _known(policies: Policies) -> str:
    days = ", ".join(_version(each).key for each in policies.versions)
    return f"The folder has {days or 'no policies'}."


__all__ = [
    "AMOUNT",
    "LARGEST",
    "OptionFault",
    "Policy",
    "find_policies",
    "policy_from",
    "policy_of",
    "same_as_today",
    "schemes_of",
]
