"""What a policy officer chose to compare: read from the form, and told back with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from commonweal.insight.impact.options import LARGEST, OptionFault, Policy, find_policies, policy_from
from commonweal.insight.population import Population
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.drafting.models import Draft
from commonweal.office.impact.assuming import Asked, Assuming, asked_of, assuming_for, read_assuming
from commonweal.office.impact.populations import Offered, offered
from commonweal.service.faults import Faults
from commonweal.service.policies import read_policies

LONGEST_WHY = 300


@dataclass
class Choice:
    """The form as it was filled in, and what it means; `problems` are by field."""

    policies: list[Policy]
    populations: list[Offered]
    today: str = ""
    options: list[str] = field(default_factory=list)
    population: str = ""
    why: str = ""
    draft: Policy | None = None
    assuming: Assuming = field(default_factory=Assuming)
    asked: Asked = field(default_factory=Asked)
    problems: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    """What is wrong with an uploaded draft, fault by fault, each with its line and what to do."""

    @property
    def compared(self) -> list[Policy]:
        """Today's policy and then the options; only where nothing is wrong."""
        by_key = {each.key: each for each in self.policies}
        chosen = [by_key[each] for each in self.options]
        return [by_key[self.today], *chosen, *([self.draft] if self.draft else [])]

    @property
    def keys(self) -> dict[str, str | list[str]]:
        """What was chosen of what can be chosen again: all but a file that was added."""
        return {
            "today": self.today,
            "options": self.options,
            "population": self.population,
            **self.assuming.keys,
        }

    @property
    def people(self) -> Population:
        """The population chosen; only where nothing is wrong."""
        found = next(each.population for each in self.populations if each.key == self.population)
        assert found is not None
        return found


def choice_for(service: PreparedService, draft: str = "") -> Choice:
    """What may be chosen: the service's policies as they are now, and every population.

    `draft` is the number of a draft to choose at first, instead of the proposals.
    """
    choice = Choice(policies_of(service), offered(service.slug))
    choice.assuming = assuming_for(
        service, [each.population for each in choice.populations if each.population]
    )
    choice.problems |= choice.assuming.problems
    in_force = [each for each in choice.policies if not each.proposed]
    proposals = [each for each in choice.policies if each.proposed]
    choice.today = in_force[-1].key if in_force else ""
    wanted = [each.key for each in proposals if each.key == f"draft:{draft}"]
    choice.options = wanted or [each.key for each in proposals if not each.key.startswith("draft:")]
    usable = [each.key for each in choice.populations if each.population is not None]
    named = [key for key in usable if key.partition("-")[2] == service.slug]
    likely = named if len(named) == 1 else usable
    choice.population = likely[0] if len(likely) == 1 else ""
    return choice


def policies_of(service: PreparedService) -> list[Policy]:
    """The policies on disk where the service's folder is there, so that an edit shows, and those
    published here; then the drafts that are being written.
    """
    kept = find_policies(service.policies)
    for folder in settings.SERVICES:
        if folder.name == service.slug and (folder / "policy").is_dir():
            by_file: dict[str, Faults] = {}
            on_disk = find_policies(read_policies(folder, by_file))
            known = {each.key for each in on_disk}
            kept = on_disk + [each for each in kept if each.key not in known]
            break
    return [*kept, *_drafts(service.slug)]


def _drafts(slug: str) -> list[Policy]:
    """Drafts that can be decided by: those whose file has no errors."""
    being_written = Draft.objects.filter(service=slug, state__in=(Draft.State.DRAFT, Draft.State.SUBMITTED))
    return [
        Policy(draft_key(draft.pk), f"Draft: {draft.title}", draft.model, proposed=True)
        for draft in being_written
        if not any(each.severity == "error" for each in draft.model.diagnostics)
    ]


def draft_key(number: int) -> str:
    """How a draft is chosen in the form."""
    return f"draft:{number}"


def read_choice(service: PreparedService, posted: Any, files: Mapping[str, UploadedFile[Any]]) -> Choice:
    """The form as posted (a QueryDict). Nothing in it is trusted."""
    choice = choice_for(service)
    choice.today = posted.get("today", "")
    choice.options = list(dict.fromkeys(posted.getlist("options")))
    choice.population = posted.get("population", "")
    choice.why = " ".join(posted.get("why", "").split())
    known = {each.key for each in choice.policies}
    if choice.today not in known:
        choice.problems["today"] = "Choose the policy to compare with"
        choice.today = ""
    choice.options = [each for each in choice.options if each in known and each != choice.today]
    _read_draft(choice, files.get("draft"))
    if not choice.options and choice.draft is None and "draft" not in choice.problems:
        choice.problems["options"] = "Choose at least one option that is not today’s policy, or add a file"
    usable = {each.key for each in choice.populations if each.population is not None}
    if choice.population not in usable:
        choice.problems["population"] = "Choose a population"
    if not choice.why:
        choice.problems["why"] = "Say why you want to know, such as “Consultation on the 2026 scheme”"
    elif len(choice.why) > LONGEST_WHY:
        choice.problems["why"] = f"Say why in {LONGEST_WHY} characters or fewer"
    read_assuming(choice.assuming, posted)
    if choice.population in usable:
        choice.asked = asked_of(choice.assuming, choice.people)
    choice.problems |= choice.assuming.problems
    return choice


def _read_draft(choice: Choice, file: UploadedFile[Any] | None) -> None:
    if file is None:
        return
    name = "".join(c for c in (file.name or "draft.dmn") if c.isprintable() and c not in "/\\<>")[-80:]
    if not name.lower().endswith(".dmn"):
        choice.problems["draft"] = "The file must be a policy whose name ends in .dmn"
        return
    if (file.size or 0) > LARGEST:
        choice.problems["draft"] = f"The file must be smaller than {LARGEST // 1_000_000} MB"
        return
    try:
        choice.draft = policy_from(file.read(), name)
    except OptionFault as fault:
        choice.problems["draft"] = f"“{name}” cannot be used: see what is wrong with it below"
        choice.faults = [str(each) for each in fault.diagnostics][:20] or [str(fault)]
