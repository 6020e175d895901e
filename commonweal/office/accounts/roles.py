"""The roles people have, and the duties each role carries.

A role is a Django group; a duty is a Django permission of this app, written ``accounts.work_cases``.
Views and actions ask for duties, never for roles, so that a council can make a role of its own.
"""

from __future__ import annotations

from typing import Final

SEE_CASES: Final = "see_cases"
WORK_CASES: Final = "work_cases"
ASSIGN_CASES: Final = "assign_cases"
SEE_LETTERS: Final = "see_letters"
KEY_APPLICATIONS: Final = "key_applications"
SEE_POLICY: Final = "see_policy"
DRAFT_POLICY: Final = "draft_policy"
PUBLISH_POLICY: Final = "publish_policy"
SEE_IMPACT: Final = "see_impact"
RUN_IMPACT: Final = "run_impact"
SEE_EVENTS: Final = "see_events"
MANAGE_ACCOUNTS: Final = "manage_accounts"

DUTIES: Final[dict[str, str]] = {
    SEE_CASES: "See the queue and read a case",
    WORK_CASES: "Decide a case, ask for evidence and write notes",
    ASSIGN_CASES: "Give a case to somebody else",
    SEE_LETTERS: "See the letters in the outbox",
    KEY_APPLICATIONS: "Apply on behalf of somebody",
    SEE_POLICY: "See the policy and its versions",
    DRAFT_POLICY: "Write drafts of a policy",
    PUBLISH_POLICY: "Publish a draft that somebody else wrote",
    SEE_IMPACT: "See reports of what a change would do",
    RUN_IMPACT: "Find out what a change would do",
    SEE_EVENTS: "See the record of events and verify it",
    MANAGE_ACCOUNTS: "Add people and change their roles",
}

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "adviser": (KEY_APPLICATIONS,),
    "caseworker": (SEE_CASES, WORK_CASES, SEE_LETTERS, KEY_APPLICATIONS),
    "team leader": (SEE_CASES, WORK_CASES, ASSIGN_CASES, SEE_LETTERS, KEY_APPLICATIONS, SEE_IMPACT),
    "policy officer": (SEE_POLICY, DRAFT_POLICY, PUBLISH_POLICY, SEE_IMPACT, RUN_IMPACT),
    "auditor": (SEE_CASES, SEE_LETTERS, SEE_POLICY, SEE_IMPACT, SEE_EVENTS),
    "administrator": (MANAGE_ACCOUNTS,),
}


def permission(duty: str) -> str:
    """The name Django's ``has_perm`` takes for a duty: ``accounts.work_cases``."""
    if duty not in DUTIES:
        raise KeyError(f"{duty!r} is not a duty: {', '.join(DUTIES)}")
    return f"accounts.{duty}"
