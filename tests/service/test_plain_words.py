"""How plainly a service speaks, told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonweal.service import read_service
from commonweal.service.plain_words import plain_words, reading_age, syllables

FOLDER = Path(__file__).parents[1] / "office" / "languages" / "help-to-travel"
LONG = "This is a sentence that goes on and on and on " + "and on " * 12 + "until nobody knows how it began."


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("table", 2), ("support", 2), ("benefit", 3), ("paid", 1), ("make", 1)]
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_is_flesch_and_kincaid_s() -> None:
    # Twelve words, two sentences, fourteen syllables: 0.39 × 6 + 11.8 × 14/12 − 15.59 + 5.
    text = "The cat sat on the mat. The happy dog ran to supper."
    assert reading_age(text) == pytest.approx(max(0.39 * 6 + 11.8 * 14 / 12 - 15.59 + 5, 5.0))


def test_hard_words_make_the_age_higher() -> None:
    easy = reading_age("We will write to you. We will say what you get. We will say why.")
    hard = reading_age("Notification regarding entitlement determination will subsequently be communicated.")
    assert easy is not None and hard is not None
    assert hard > easy + 5
    assert reading_age("12 345") is None


def test_a_long_sentence_is_told_with_its_file_and_line_in_any_language(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    shutil.copytree(FOLDER, folder)
    (folder / "notices" / "not-here.md").write_text(f"# No\n\n{LONG}\n", encoding="utf-8")
    urdu = "یہ " * 30 + "ہے۔"
    (folder / "notices" / "not-here.ur.md").write_text(f"# نہیں\n\nمختصر۔\n\n{urdu}\n", encoding="utf-8")
    told = {(each.file, each.line) for each in plain_words(read_service(folder)) if "words:" in each.message}
    assert told == {("notices/not-here.md", 3), ("notices/not-here.ur.md", 5)}


def test_advice_is_no_fault() -> None:
    folder = read_service(FOLDER.parents[3] / "services" / "council-tax-support")
    advice = plain_words(folder)
    assert folder.ok
    assert any(each.file == "journey.yaml" and "reading age" in each.message for each in advice)
    assert not any(".cy." in each.file and "reading age" in each.message for each in advice)
