"""What the public meets beside an application and after it: help, evidence, letters, and what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commonweal.office.catalogue import service as catalogue
from commonweal.office.evidence.link import secret_for
from commonweal.office.helping.actions.join import ask_to_join
from commonweal.office.helping.models import Organisation
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.returning.models import SavedPlace
from commonweal.office.signing_in import signed_in
from tests.browser.walk import Walk
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, REFERRED, staff
from tests.office.evidence.files import HTML, photo
from tests.office.status.test_status import applied

BUTTON = "main form button"
SHOWN = {
    "evidence:link",
    "evidence:send",
    "helping:help-me",
    "returning:saved",
    "signing_in:yours",
    "telling:contact",
    "telling:listen",
}
"""The names of the addresses that this walk must look at."""


def prepare(folder: Path, settings: Any) -> None:
    """A folder for what is sent, and a provider with which people can sign in."""
    catalogue.add(COUNCIL_TAX_SUPPORT)
    settings.DATA = folder / "data"
    mine = {"issuer": "https://provider.example", "client_id": "commonweal", "name": "Gov ID"}
    settings.OPENID_CONNECT = {who: kept | mine for who, kept in settings.OPENID_CONNECT.items()}


def later(walk: Walk, language: str) -> None:
    """All of it, in a language."""
    service = "/council-tax-support/" + ("cy/" if language == "cy" else "")
    helped(walk, service)
    saved(walk, service)
    signed(walk, service)
    asked(walk, service)
    told(walk, service)


def helped(walk: Walk, service: str) -> None:
    """Asking for help with a page, to what a helper's being there looks like."""
    page = walk.page
    page.goto(service)
    walk.press(BUTTON)
    walk.go(f"{service}help-me?page=liable", "help me", "help-me")
    walk.press(BUTTON, "help me, with a code", "help-me-code")
    _somebody_asks(page.locator(".govuk-summary-list__value").first.inner_text())
    walk.go(f"{service}help-me?page=liable", "help me, asked", "help-me-asked")
    walk.go(f"{service}apply/liable", "a question while somebody asks", "frame-while-somebody-asks")
    page.goto(f"{service}help-me?page=liable")
    walk.press("button[value=allow]", "help me, allowed", "help-me-allowed")
    walk.go(f"{service}apply/liable", "a question with a helper", "frame-with-a-helper")


def _somebody_asks(code: str) -> None:
    user = staff("adviser", "asha")
    user.first_name, user.last_name = "Asha", "Patel"
    user.save()
    assert ask_to_join(code, user, Organisation.objects.create(name="Sale Library"))


def saved(walk: Walk, service: str) -> None:
    """Saving with a link by email, and the link."""
    page = walk.page
    page.goto(f"{service}save/email")
    page.fill("#address", "sian@example.com")
    walk.press(BUTTON, "saved with a link", "saved-with-a-link")


def signed(walk: Walk, service: str) -> None:
    """What somebody who signed in with a provider began."""
    SavedPlace.objects.update(person_key="siân")
    _cookie(walk, signed_in.COOKIE, signed_in._signer.sign("siân"))
    walk.go(f"{service}your-applications", "your applications", "your-applications")


def asked(walk: Walk, service: str) -> None:
    """Sending evidence, from what is asked for to all sent."""
    page = walk.page
    case = _sent(walk, REFERRED)
    ask_for_evidence(case, Actor.staff(staff("caseworker", "lee")), case.revision, ["Last 2 payslips"])
    walk.go(f"{service}status", "status, something is needed", "status-evidence-needed")
    walk.go(f"{service}evidence", "send", "evidence")
    _choose(walk, HTML)
    walk.press(BUTTON, "send, with an error", "evidence-with-an-error")
    _choose(walk, photo())
    walk.press(BUTTON, "sent", "evidence-came")
    walk.press('form[action$="/otherwise"] button', "another way, with an error")
    walk.go(f"{service}evidence/{secret_for(case)}", "send, by the link")
    page.goto(f"{service}evidence")
    walk.press('form[action$="/done"] button', "all sent")
    walk.go(f"{service}evidence/no-such-link", "a link that is spent", status=410)


def _choose(walk: Walk, content: bytes) -> None:
    walk.page.locator("#kind").check()
    walk.page.locator("#file").set_input_files(
        {"name": "payslip.jpg", "mimeType": "image/jpeg", "buffer": content}
    )


def told(walk: Walk, service: str) -> None:
    """How we write, and a letter in other forms."""
    page = walk.page
    case = _sent(walk, AWARDED)
    round_of_work()
    walk.go(f"{service}how-we-write", "how we write", "how-we-write")
    page.locator("[name=way][value=email]").check()
    walk.press(BUTTON, "how we write, with an error", "how-we-write-with-an-error")
    page.locator("#email").fill("sian@example.com")
    walk.press(BUTTON, "how we write, kept")
    letter = case.letters.get().pk
    walk.go(f"{service}status", "status, decided")
    walk.go(f"{service}status/letter/{letter}/listen", "a letter to listen to", "letter-to-listen-to")


def _sent(walk: Walk, answers: dict[str, Any]) -> Case:
    case, person = applied({**answers})
    _cookie(walk, "application", person.client.cookies["application"].value, "/council-tax-support/")
    return case


def _cookie(walk: Walk, name: str, value: str, path: str = "/") -> None:
    site = "/".join(walk.page.url.split("/")[:3])
    walk.page.context.add_cookies([{"name": name, "value": value, "url": f"{site}{path}"}])
