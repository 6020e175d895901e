"""Every service's policy: its versions, its drafts, and the start of a new one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import DRAFT_POLICY, SEE_POLICY
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.catalogue.service import PreparedService, offered
from commonweal.office.drafting.actions.start import LONGEST_TITLE, start
from commonweal.office.drafting.models import Draft
from commonweal.office.records.actor import Actor
from commonweal.policy import PolicyFault
from commonweal.service.policies import PolicyVersion

LARGEST_UPLOAD = 4 * 1024 * 1024


@dataclass(frozen=True)
class Offered:
    """A service with its versions and drafts."""

    service: PreparedService
    versions: tuple[PolicyVersion, ...]
    drafts: list[Draft]

    @property
    def name(self) -> str:
        """The service's name in its first language."""
        return str(self.service.folder.service.name)


def _services() -> list[Offered]:
    drafts: dict[str, list[Draft]] = {}
    for draft in Draft.objects.defer("original", "document").select_related("written_by"):
        drafts.setdefault(draft.service, []).append(draft)
    return [Offered(each, each.policies.versions, drafts.get(each.slug, [])) for each in offered()]


@staff_only(SEE_POLICY)
def policies(request: HttpRequest) -> HttpResponse:
    """The policies, and the drafts of each."""
    assert isinstance(request.user, User)
    may_write = Actor.staff(request.user).may(DRAFT_POLICY)
    return render(request, "drafting/policies.html", {"services": _services(), "may_write": may_write})


@staff_only(SEE_POLICY, DRAFT_POLICY)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft from one of a service's versions, or from a file made in a DMN editor."""
    found = next((each for each in _services() if each.service.slug == slug), None)
    if found is None:
        return redirect("drafting:policies")
    errors: dict[str, str] = {}
    title = typed_text(request.POST.get("title", ""))
    chosen = request.POST.get("version", "")
    if request.method == "POST":
        version = next((each for each in found.versions if each.file == chosen), None)
        upload = request.FILES.get("file")
        if not title:
            errors["title"] = "Say in a few words what the draft is for"
        elif len(title) > LONGEST_TITLE:
            errors["title"] = f"The name must be {LONGEST_TITLE} characters or less"
        if version is None:
            errors["version"] = "Choose the version that the draft begins as"
        if upload is not None and (upload.size or 0) > LARGEST_UPLOAD:
            errors["file"] = f"The file must be smaller than {LARGEST_UPLOAD // 1024 // 1024} MB"
        if not errors and version is not None:
            assert isinstance(request.user, User)
            document = None if upload is None else upload.read()
            try:
                draft = start(
                    found.service, version, title=title, actor=Actor.staff(request.user), document=document
                )
            except PolicyFault as fault:
                errors["file"] = "; ".join(
                    f"Line {each.line or 1}: {each.message} {each.remedy}" for each in fault.diagnostics[:3]
                )
            else:
                return redirect("drafting:draft", draft.pk)
    context = {"found": found, "errors": errors, "title_typed": title, "chosen": chosen}
    return render(request, "drafting/new.html", context, status=422 if errors else 200)
