"""Key a part of an application with the person; what was changed elsewhere since is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.save import save
from commonweal.office.applying.models import Application
from commonweal.office.applying.stamp import stamp
from commonweal.office.helping.models import Helping
from commonweal.office.keying.section_form import SENT, KeyedSection, key_section
from commonweal.service.journey import Answers, Journey, Section

SEEN = "seen"
"""The hidden field that says, for each question of the part, a stamp of the answer that the page showed."""


class Ended(Exception):
    """The help ended while the page was open."""


@dataclass(frozen=True)
class Keyed:
    """What came of a part's form, and the labels of questions that were answered elsewhere meanwhile."""

    section: KeyedSection
    changed: tuple[str, ...]


def stamps(section: Section, answers: Answers) -> list[str]:
    """What a part's page says of the answers that it shows: `savings 3f9a1c22d07e`."""
    return [f"{asked.name} {stamp(answers.get(asked.key))}" for asked in section.asked]


def key_part(
    helping: Helping, journey: Journey, section: Section, sent: Mapping[str, object], user: User
) -> Keyed:
    """Save what is right of a part's form. Raises Ended, Gone and Busy."""
    seen = _texts(sent.get(SEEN))
    on_page = _texts(sent.get(SENT))

    def change(now: Application) -> tuple[dict[str, Any], Keyed]:
        # Asked within every try, so that nothing is saved when the person has just stopped it.
        if not Helping.objects.filter(pk=helping.pk, ended_at=None).exists():
            raise Ended
        keyed = key_section(journey, now.answers, section, sent)
        said = {each.partition(" ")[0] for each in seen}
        conflicts = [
            asked
            for asked in section.asked
            if asked.name in said
            and f"{asked.name} {stamp(now.answers.get(asked.key))}" not in seen
            and keyed.answers.get(asked.key) != now.answers.get(asked.key)
        ]
        if conflicts:
            names = {asked.name for asked in conflicts}
            untouched = [each for each in on_page if each.partition("/")[0] not in names]
            keyed = key_section(journey, now.answers, section, {**sent, SENT: untouched})
        return keyed.answers, Keyed(keyed, tuple(asked.label for asked in conflicts))

    application = Application.objects.get(pk=helping.application_id)
    return save(application, change, reached=section.asked[0].name, language=application.language, by=user)


def _texts(value: object) -> list[str]:
    every = value if isinstance(value, list) else [value]
    return [str(each)[:200] for each in every[:2_000] if each]
