"""The house's words: the same in both languages but for the words."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

from commonweal.office.pages.words import WORDS, say

# The names of these are put together where they are said.
MADE_UP = (
    "home_",
    "feedback_",
    "channel_",
    "save_ask_",
    "save_by_",
    "saved_sent",
    "save_sent",
    "status_next_",
    "equality_",
    "evidence_no_",
    "evidence_state_",
    "evidence_way_",
    "telling_form_",
    "telling_no_",
    "telling_way_",
)
PLACEHOLDER = re.compile(r"%?\{(\w*)\}")


def test_both_languages_say_the_same_things() -> None:
    assert WORDS["en"].keys() == WORDS["cy"].keys()


@pytest.mark.parametrize("key", WORDS["en"])
def test_both_languages_have_the_same_gaps_to_fill(key: str) -> None:
    english, welsh = WORDS["en"][key], WORDS["cy"][key]
    assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(welsh))


@pytest.mark.parametrize("key", WORDS["en"])
def test_nothing_is_left_blank_or_untranslated(key: str) -> None:
    assert WORDS["en"][key].strip()
    assert WORDS["cy"][key].strip()
    if key not in {"site", "item_title"}:
        assert WORDS["en"][key] != WORDS["cy"][key]


def test_every_word_is_used_somewhere() -> None:
    office = Path(__file__).resolve().parents[3] / "commonweal" / "office"
    files = [path for kind in ("*.html", "*.py") for path in office.rglob(kind) if "words_" not in path.name]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    spoken = ("_title", "_text")
    unused = [
        key
        for key in WORDS["en"]
        if not re.search(rf"\b{key.removesuffix(spoken[0]).removesuffix(spoken[1])}", text)
        and not key.startswith(MADE_UP)
    ]
    assert unused == []


def test_placeholders_are_filled() -> None:
    assert say("cy", "part_of", part=2, parts=6, title="Arian") == "Rhan 2 o 6: Arian"


def test_a_misspelt_name_in_a_template_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ titel }}").render({"title": "Title"})
