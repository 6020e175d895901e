"""Afterwards: whether everything that the server said it took is in the records, whole and as it was sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.applicants.applying import Said
from benchmarks.applicants.site import ROOT, Site


def missing(said: Sequence[Said], kept: dict[str, Any]) -> list[str]:
    """What is not as it was said to be, a sentence each; nothing is missing when it is empty.

    `kept` is what `records` gave.
    """
    found: list[str] = []
    for each in said:
        if not each.key:
            continue
        draft = kept["drafts"].get(each.key)
        found += [f"{_who(each)}: the draft is gone"] if draft is None else _one(each, draft, kept)
    ours = {each.key for each in said if each.key}
    found += [
        f"case {number}: no applicant sent it"
        for number, case in kept["cases"].items()
        if case["key"] not in ours
    ]
    found += [f"case {number}: {fault}" for number, case in kept["cases"].items() for fault in _whole(case)]
    return found


def records(site: Site) -> dict[str, Any]:
    """What the records hold, read by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.applicants.checking", str(site.data)],
        env=site.environment | {"COMMONWEAL_DATA": str(site.data)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def _who(said: Said) -> str:
    return f"applicant {said.household.number}{' (' + said.reference + ')' if said.reference else ''}"


def _one(said: Said, draft: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    case = kept["cases"].get(str(draft["case"]))
    if said.accepted and case is None:
        return [f"{_who(said)}: it was accepted, and there is no case"]
    if case is not None:
        if not said.sending:
            return [f"{_who(said)}: a case was made of what was not sent"]
        found = []
        if case["answers"] != said.to_send:
            found.append(
                f"{_who(said)}: the case has other answers: {_difference(case['answers'], said.to_send)}"
            )
        if said.reference and case["reference"] != said.reference.replace("-", ""):
            found.append(f"{_who(said)}: the case has the reference {case['reference']}")
        return found
    if draft["answers"] not in [said.answers, *said.in_doubt]:
        return [f"{_who(said)}: the draft has other answers: {_difference(draft['answers'], said.answers)}"]
    return []


def _difference(one: dict[str, Any], other: dict[str, Any]) -> str:
    """The questions that two sets of answers differ in. The people are made up: nothing here is private."""
    return ", ".join(
        f"{key}: {one.get(key, 'not there')!r}, not {other.get(key, 'not there')!r}"
        for key in sorted(one.keys() | other.keys())
        if one.get(key, ...) != other.get(key, ...)
    )


def _whole(case: dict[str, Any]) -> list[str]:
    """What a case lacks: it has one decision, one process, one letter, and the events of each."""
    found = [f"{what}: {case[what]}" for what in ("decisions", "processes", "letters") if case[what] != 1]
    events = Counter(case["events"])
    found += [
        f"event “{action}”: {events[action]}"
        for action in ("receive application", "decide by policy", "start process")
        if events[action] != 1
    ]
    if events["send letter"] != case["letters sent"]:
        found.append(f"letters sent: {case['letters sent']}, events of it: {events['send letter']}")
    if case["letters sent"] != case["files"]:
        found.append(f"letters sent: {case['letters sent']}, PDFs in the outbox: {case['files']}")
    return found


def read_records(data: str) -> dict[str, Any]:
    """Everything that is compared, by the draft's key and the case's number."""
    from commonweal.office import running

    running.configure((), data)
    from commonweal.office.applying.models import Application
    from commonweal.office.letters.dispatch import outbox
    from commonweal.office.process.models import ProcessInstance
    from commonweal.office.records.models import Case, Decision, Event

    decisions = Counter(Decision.objects.values_list("case_id", flat=True))
    processes = Counter(ProcessInstance.objects.exclude(state={}).values_list("case_id", flat=True))
    events: dict[int, list[str]] = {}
    for case, action in Event.objects.exclude(case_id=None).values_list("case_id", "action"):
        events.setdefault(int(case), []).append(action)
    drafts = {
        row.key: {"case": row.case_id, "answers": row.answers} for row in Application.objects.iterator()
    }
    keys = {draft["case"]: key for key, draft in drafts.items()}
    cases = {}
    for case in Case.objects.prefetch_related("letters").select_related("contact_choice"):
        letters = list(case.letters.all())
        sent = [each for each in letters if each.state == each.State.SENT]
        cases[case.pk] = {
            "key": keys.get(case.pk, ""),
            "reference": case.reference,
            "answers": {**case.answers, "how_we_write": _told(case)},
            "decisions": decisions[case.pk],
            "processes": processes[case.pk],
            "letters": len(letters),
            "letters sent": len(sent),
            "files": sum((outbox() / f"{each.file_name}.pdf").exists() for each in letters),
            "events": events.get(case.pk, []),
        }
    return {"drafts": drafts, "cases": cases, "events": Event.objects.count()}


def _told(case: Any) -> dict[str, str] | None:
    """How somebody is told, which stands apart from the answers, as it was answered."""
    choice = getattr(case, "contact_choice", None)
    if choice is None:
        return None
    return {"way": choice.way, "form": choice.form} | ({"address": choice.address} if choice.address else {})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.office.settings")
    json.dump(read_records(sys.argv[1]), sys.stdout)
