"""Puts waiting letters in the outbox, each exactly once, whatever is killed and however many workers run.

A letter's files have names made from its number, are written beside their place and moved into it whole,
and only then does the row say "sent", in one transaction with the event. Stopped anywhere before that, the
letter still waits, and the next worker writes the same files again over the same names.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import logging
import os
import time
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from commonweal.office.letters.models import Letter
from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LOGGER = logging.getLogger(__name__)
FIRST_WAIT: Final = datetime.timedelta(seconds=30)
ENDINGS: Final = (".html", ".pdf", ".json")
WRITING: Final = ".being-written"
LEFT_OVER_AFTER: Final = 3600.0
LONGEST_WAIT: Final = datetime.timedelta(hours=6)


def outbox() -> Path:
    """The folder that letters are put in."""
    return Path(getattr(settings, "OUTBOX", None) or Path(settings.DATA) / "outbox")


def dispatch_waiting(limit: int = 50) -> int:
    """Send up to `limit` waiting letters, the oldest first; give how many were sent by this call.

    A letter that cannot be made waits longer after each try and never holds up the others.
    """
    now = timezone.now()
    _clear_left_over(outbox())
    waiting = Letter.objects.filter(Q(try_after=None) | Q(try_after__lte=now), state=Letter.State.WAITING)
    sent = 0
    for number in list(waiting.order_by("pk").values_list("pk", flat=True)[:limit]):
        try:
            sent += _send(number)
        except Exception as fault:
            # The message may quote the letter, so only its kind is logged and kept.
            LOGGER.error("letter %d could not be sent: %s", number, type(fault).__name__)
            _try_later(number, type(fault).__name__)
    return sent


def remove_files(letter: Letter) -> None:
    """Delete a letter's files from the outbox, where they are still there."""
    for ending in ENDINGS:
        (outbox() / f"{letter.file_name}{ending}").unlink(missing_ok=True)


def post_after_all(letter: Letter) -> bool:
    """Have a letter posted that was told of by a message, or that its carrier refused.

    False when its files are gone.
    """
    folder = outbox()
    pdf = folder / f"{letter.file_name}.pdf"
    if not pdf.exists():
        return False
    letter.post_anyway = True
    if by_carrier(letter) and not letter.posting:
        letter.posting = Letter.Posting.WAITING
    letter.save(update_fields=["post_anyway", "posting"])
    ((part, place),) = _write_beside(folder, letter.file_name, {".json": _envelope(letter, pdf.read_bytes())})
    part.replace(place)
    return True


def _send(number: int) -> bool:
    from commonweal.office.telling.service import pdf_of

    letter = Letter.objects.select_related("case").filter(pk=number, state=Letter.State.WAITING).first()
    if letter is None:
        return False
    # The PDF is made before the row is locked: it takes many times longer than everything after it.
    pdf = pdf_of(letter) or html_to_pdf(letter.html, title=letter.title, language=letter.language)
    folder = outbox()
    (folder / WRITING).mkdir(parents=True, exist_ok=True)
    contents = {
        ".html": letter.html.encode(),
        ".pdf": pdf,
        ".json": _envelope(letter, pdf),
    }
    parts = _write_beside(folder, letter.file_name, contents)
    try:
        with recording("send letter", actor=Actor.worker(), case=letter.case) as facts:
            held = Letter.objects.filter(pk=number, state=Letter.State.WAITING)
            if connection.features.has_select_for_update_skip_locked:
                held = held.select_for_update(skip_locked=True)
            if held.first() is None:
                raise _AlreadyTaken
            for part, place in parts:
                part.replace(place)
            _keep(folder)
            letter.state = Letter.State.SENT
            letter.sent_at = timezone.now()
            letter.path = f"{letter.file_name}.pdf"
            letter.problem = ""
            letter.posting = Letter.Posting.WAITING if by_carrier(letter) else ""
            letter.save(update_fields=["state", "sent_at", "path", "problem", "posting"])
            facts["letter"] = letter.pk
            facts["notice"] = letter.notice
            facts["language"] = letter.language
            facts["words"] = letter.fingerprint
            facts["pdf"] = hashlib.sha256(pdf).hexdigest()
    except _AlreadyTaken:
        return False
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    return True


class _AlreadyTaken(Exception):
    """Another worker has this letter: undo, and leave it to them."""


def _write_beside(folder: Path, name: str, contents: dict[str, bytes]) -> list[tuple[Path, Path]]:
    mine = uuid4().hex
    parts = []
    for ending, content in contents.items():
        part, place = folder / WRITING / f"{name}{ending}.{mine}", folder / f"{name}{ending}"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        parts.append((part, place))
    return parts


def _clear_left_over(folder: Path) -> None:
    """Delete what a killed worker had not moved into place: it holds a letter that went out another way."""
    oldest = time.time() - LEFT_OVER_AFTER
    for part in (folder / WRITING).glob("*"):
        with contextlib.suppress(FileNotFoundError):
            if part.stat().st_mtime < oldest:
                part.unlink()


def _keep(folder: Path) -> None:
    # The moves themselves reach the disk only when the folder does.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def by_carrier(letter: Letter) -> bool:
    """Whether a carrier prints and posts it, and not whoever empties the outbox."""
    return bool(settings.NOTIFY_LETTERS and letter.posting != Letter.Posting.REFUSED and _to_post(letter))


def _to_post(letter: Letter) -> bool:
    from commonweal.office.telling.service import goes_by_post

    return letter.post_anyway or goes_by_post(letter.case)


def _envelope(letter: Letter, pdf: bytes) -> bytes:
    """What a mail house needs besides the letter: nothing about the person, who stands in the window."""
    return json.dumps(
        {
            "letter": letter.pk,
            "reference": letter.case.shown_reference,
            "notice": letter.notice,
            "language": letter.language,
            "written": letter.created_at.isoformat(timespec="seconds"),
            "pdf": f"{letter.file_name}.pdf",
            "html": f"{letter.file_name}.html",
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "window": "DL",
            "post": _to_post(letter) and not by_carrier(letter),
            "carrier": "GOV.UK Notify" if by_carrier(letter) else None,
        },
        indent=1,
    ).encode()


def _try_later(number: int, problem: str) -> None:
    letter = Letter.objects.filter(pk=number, state=Letter.State.WAITING).first()
    if letter is None:
        return
    wait = min(FIRST_WAIT * 2 ** min(letter.attempts, 12), LONGEST_WAIT)
    Letter.objects.filter(pk=number, state=Letter.State.WAITING).update(
        attempts=F("attempts") + 1, try_after=timezone.now() + wait, problem=problem
    )
