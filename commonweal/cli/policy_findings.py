"""What the checks of decision tables find in a service folder's policies, told as faults of its files."""

from __future__ import annotations

from pathlib import Path

from commonweal.policy import Finding, check
from commonweal.service import Fault, ServiceFolder
from commonweal.service.policies import PolicyVersion


def policy_findings(folder: Path, read: ServiceFolder) -> list[Fault]:
    """Gaps, overlaps and rules that never decide, in every version of the policy; notes are left out."""
    return [
        _fault(folder, version, finding)
        for version in read.policies.versions
        for finding in check(version.model)
        if finding.severity != "note"
    ]


def _fault(folder: Path, version: PolicyVersion, finding: Finding) -> Fault:
    rule = f" rule {finding.row}" if finding.row is not None else ""
    message = f"“{finding.element}”{rule}: {finding.message}"
    remedy = finding.remedy
    witness = finding.witness
    if witness is not None:
        remedy += f" For example: {witness}."
        if witness.json is not None:
            options = f"--on {version.starts.isoformat()} --inputs{' --proposed' if version.proposed else ''}"
            remedy += f" To see it: commonweal decide {folder} {options} <<< {_quoted(witness.json)}"
    severity = "error" if finding.severity == "error" else "warning"
    return Fault(version.file, finding.line or 0, 1, finding.kind, message, remedy, severity)  # type: ignore[arg-type]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
