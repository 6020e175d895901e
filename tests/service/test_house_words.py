"""The house's words: one mechanism for every language, and one file for each beyond English and Welsh."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli.application import app
from commonweal.office.house_words import EVERY_GROUP
from commonweal.service import read_service
from commonweal.service.house_translations import (
    FOLDER_SETTING,
    SHIPPED,
    Translation,
    read_translation,
    translated,
)
from commonweal.service.house_words import GROUPS, NAMES, Borrowed, HouseWords, forget_translations
from commonweal.service.house_words_checking import check_translation
from commonweal.service.house_words_writing import translation_file
from commonweal.service.languages import count_text, date_text, joined, joined_or
from commonweal.service.plain_words import LONGEST, sentences, words_in
from commonweal.service.plural_forms import forms_of, plural_form
from commonweal.service.types.words import say

ROOT = Path(__file__).parents[2]
MANCHESTER = ROOT / "services" / "manchester"
TRAVEL = Path(__file__).parents[1] / "office" / "languages" / "help-to-travel"
PLACEHOLDER = re.compile(r"%?\{(\w*)\}")
SHIPPED_LANGUAGES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))


@pytest.fixture(autouse=True)
def _read_again() -> Iterator[None]:
    forget_translations()
    yield
    forget_translations()


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's own folder of languages."""
    folder = tmp_path / "languages"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_SETTING, str(folder))
    return folder


def errors(language: str, path: Path) -> list[str]:
    found = check_translation(read_translation(language, path), EVERY_GROUP)
    return [str(fault) for fault in found if fault.severity == "error"]


def urdu_without(folder: Path, pattern: str, put: str = "") -> Path:
    """The shipped Urdu with one line changed."""
    text = (SHIPPED / "ur.yaml").read_text(encoding="utf-8")
    changed, count = re.subn(pattern, put, text, count=1, flags=re.MULTILINE)
    assert count == 1
    (folder / "ur.yaml").write_text(changed, encoding="utf-8")
    return folder / "ur.yaml"


def test_every_group_of_words_is_among_those_that_a_file_must_say() -> None:
    """A group that is not listed would be in no file and in no check."""
    assert {group.group for group in EVERY_GROUP} == set(GROUPS)
    assert len(EVERY_GROUP) == len(GROUPS)
    assert tuple(group.group for group in EVERY_GROUP) == NAMES


def test_a_service_is_read_in_a_further_language_where_no_pages_are_running() -> None:
    lines = [
        "from commonweal.service import read_service",
        "from commonweal.service.house_words import GROUPS",
        f"folder = read_service({str(MANCHESTER)!r})",
        "assert 'pages' not in GROUPS, 'this must run without the office'",
        "assert folder.ok, folder.errors",
    ]
    subprocess.run([sys.executable, "-c", "; ".join(lines)], check=True, cwd=ROOT)


@pytest.mark.parametrize("group", EVERY_GROUP, ids=lambda group: group.group)
def test_welsh_says_all_that_english_says_with_the_same_placeholders(group: HouseWords) -> None:
    wanted, welsh = group.wanted("cy"), group["cy"]
    assert welsh.keys() == wanted.keys()
    for key, english in wanted.items():
        assert welsh[key].strip(), key
        assert sorted(PLACEHOLDER.findall(welsh[key])) == sorted(PLACEHOLDER.findall(english)), key


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("group", EVERY_GROUP, ids=lambda group: group.group)
def test_the_house_speaks_in_short_sentences(group: HouseWords, language: str) -> None:
    long = {
        key: sentence
        for key, text in group[language].items()
        for sentence in sentences(PLACEHOLDER.sub("this", text))
        if words_in(sentence) > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
def test_a_language_that_we_ship_has_every_word_of_the_house(language: str) -> None:
    """Where this fails, the keys that are named want their words: `commonweal words` shows their English."""
    assert errors(language, SHIPPED / f"{language}.yaml") == []


def test_what_nobody_has_read_says_so_in_the_file_and_in_the_check() -> None:
    assert "NOT READ YET by anybody" in (SHIPPED / "ur.yaml").read_text(encoding="utf-8")
    found = check_translation(translated("ur"), EVERY_GROUP)
    assert [(fault.code, fault.severity) for fault in found] == [("not-read", "warning")]


def test_a_gap_is_a_fault_with_its_line_its_key_and_its_english(languages: Path) -> None:
    path = urdu_without(languages, r'^  continue: ".*"$', '  continue: ""')
    line = path.read_text(encoding="utf-8").split("\n").index('  continue: ""') + 1
    (said,) = errors("ur", path)
    assert said.startswith(f"{path}:{line}:")
    assert "`continue` of `pages` has no words. In English: “Continue”" in said


def test_a_line_that_is_not_there_is_a_gap_too(languages: Path) -> None:
    path = urdu_without(languages, r'^  postcode: ".*"\n')
    (said,) = errors("ur", path)
    assert "`postcode` of `types` has no words" in said


def test_a_group_that_is_not_there_is_one_fault(languages: Path) -> None:
    path = languages / "pl.yaml"
    path.write_text("read by: ''\npages: {}\n", encoding="utf-8")
    found = errors("pl", path)
    assert sum("is not there" in each for each in found) == len(EVERY_GROUP) - 1
    assert sum("of `pages` has no words" in each for each in found) == len(GROUPS["pages"]["en"])


def test_placeholders_must_be_the_same_as_in_english(languages: Path) -> None:
    path = urdu_without(languages, r"^(  part_of: .*)\{parts\}(.*)$", r"\1{pats}\2")
    (said,) = errors("ur", path)
    assert (
        "`part_of` of `pages` must have the same placeholders as in English: {part}, {parts}, {title}" in said
    )


def test_a_stray_brace_is_found_before_it_breaks_a_page(languages: Path) -> None:
    path = urdu_without(languages, r'^  continue: "(.*)"$', r'  continue: "\1 {"')
    assert "placeholders" in errors("ur", path)[0]


def test_a_misspelt_key_is_told_which_was_meant(languages: Path) -> None:
    path = urdu_without(languages, r"^  confirmation_title:", "  confirmation_titel:")
    found = errors("ur", path)
    assert any(
        "`confirmation_titel`" in each and "Did you mean `confirmation_title`?" in each for each in found
    )
    assert any("`confirmation_title` of `pages` has no words" in each for each in found)


def test_a_file_that_is_no_yaml_is_told_so_and_nothing_falls(languages: Path) -> None:
    path = languages / "ur.yaml"
    path.write_bytes(b'pages:\n  continue: "open\n')
    (said,) = errors("ur", path)
    assert f"{path}:2:" in said
    assert isinstance(GROUPS["pages"]["ur"]["continue"], Borrowed)
    path.write_bytes(b"\xff\xfe")
    assert "UTF-8" in errors("ur", path)[0]


def test_the_council_s_own_file_takes_the_place_of_ours_whole(languages: Path) -> None:
    (languages / "ur.yaml").write_text('read by: A\npages:\n  continue: "آگے"\n', encoding="utf-8")
    assert GROUPS["pages"]["ur"]["continue"] == "آگے"
    assert isinstance(GROUPS["pages"]["ur"]["back"], Borrowed)


def test_a_language_without_a_file_borrows_english_marked_as_english() -> None:
    said = say("pl", "whole_number", subject="Wiek")
    assert isinstance(said, Borrowed)
    assert said.__html__() == '<span lang="en" dir="ltr">Wiek must be a whole number</span>'


def service_in(language: str, folder: Path, extra: str = "") -> Path:
    """The service of the tests in another language, its own words complete."""
    made = folder / "help-to-travel"
    shutil.copytree(TRAVEL, made)
    for path in [*made.glob("*.ur.yaml"), *made.glob("notices/*.ur.md")]:
        path.rename(path.with_name(path.name.replace(".ur.", f".{language}.")))
    service = made / "service.yaml"
    said = service.read_text(encoding="utf-8").replace("[en, ur]", f"[en, {language}]")
    service.write_text(said + extra, encoding="utf-8")
    return made


def test_a_service_is_refused_in_a_language_in_which_the_house_has_gaps(tmp_path: Path) -> None:
    read = read_service(service_in("pl", tmp_path))
    assert not read.ok
    (fault,) = read.errors
    assert fault.code == "missing-house-words"
    assert "`pl` (Polski)" in fault.message
    assert "commonweal words --language pl --out FILE" in fault.remedy


def test_a_service_may_choose_to_borrow_english_openly(tmp_path: Path) -> None:
    read = read_service(service_in("pl", tmp_path, "may borrow English: [pl]\n"))
    assert read.ok
    assert [(fault.code, fault.severity) for fault in read.faults] == [("missing-house-words", "warning")]


def test_one_gap_refuses_the_service_and_the_check_names_the_line(tmp_path: Path, languages: Path) -> None:
    path = urdu_without(languages, r'^  send: ".*"$', '  send: ""')
    read = read_service(TRAVEL)
    assert [(fault.file, fault.code) for fault in read.errors] == [(str(path), "missing-house-words")]
    told = CliRunner().invoke(app, ["check", str(TRAVEL)])
    assert told.exit_code == 1
    assert str(path) in told.output.replace("\n", "")
    assert "`send` of `pages` has no words" in " ".join(told.output.split())


def test_only_gaps_may_be_borrowed_and_not_words_that_are_wrong(tmp_path: Path, languages: Path) -> None:
    urdu_without(languages, r"^(  part_of: .*)\{parts\}(.*)$", r"\1\2")
    service = tmp_path / "a"
    shutil.copytree(TRAVEL, service)
    with (service / "service.yaml").open("a", encoding="utf-8") as file:
        file.write("may borrow English: [ur]\n")
    assert [fault.code for fault in read_service(service).errors] == ["placeholders"]


def test_the_command_writes_every_key_with_its_english_and_marks_what_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "new" / "pl.yaml"
    told = CliRunner().invoke(app, ["words", "--language", "pl", "--out", str(out)])
    assert told.exit_code == 1
    written = out.read_text(encoding="utf-8")
    assert '  # TO WRITE: Continue\n  continue: ""\n' in written
    for form in forms_of("pl"):
        assert f"  day_{form}:" in written
    wanted = sum(len(group.wanted("pl")) for group in EVERY_GROUP)
    assert written.count("# TO WRITE: ") == wanted
    assert len(errors("pl", out)) == wanted


def test_writing_again_keeps_what_is_translated_and_adds_what_is_new(tmp_path: Path) -> None:
    out = tmp_path / "pl.yaml"
    out.write_text('read by: "Ewa, May 2026"\npages:\n  continue: "Dalej"\n', encoding="utf-8")
    CliRunner().invoke(app, ["words", "-l", "pl", "-o", str(out)])
    written = out.read_text(encoding="utf-8")
    assert '  # Continue\n  continue: "Dalej"\n' in written
    assert 'read by: "Ewa, May 2026"' in written
    assert "NOT READ YET" not in written
    before = written
    CliRunner().invoke(app, ["words", "-l", "pl", "-o", str(out)])
    assert out.read_text(encoding="utf-8") == before


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "pl.yaml"
    out.write_text('pages:\n  continue: "Dalej\n', encoding="utf-8")
    told = CliRunner().invoke(app, ["words", "-l", "pl", "-o", str(out)])
    assert told.exit_code == 2
    assert out.read_text(encoding="utf-8") == 'pages:\n  continue: "Dalej\n'


def test_what_we_ship_is_as_the_command_would_write_it() -> None:
    """So that a difference in the file is a difference in its words."""
    for language in SHIPPED_LANGUAGES:
        path = SHIPPED / f"{language}.yaml"
        written = translation_file(read_translation(language, path), EVERY_GROUP)
        assert path.read_text(encoding="utf-8") == written


def test_any_text_survives_the_file(tmp_path: Path) -> None:
    odd = 'She said: "yes" — it’s #1 \\ %{count}\n\nsecond: line'
    words = {"pages": {"continue": odd}}
    path = tmp_path / "pl.yaml"
    path.write_text(translation_file(Translation("pl", path, None, words), EVERY_GROUP), encoding="utf-8")
    assert read_translation("pl", path).words["pages"]["continue"] == odd


def test_english_and_welsh_have_no_file() -> None:
    for language in ("en", "cy", "xx"):
        assert CliRunner().invoke(app, ["words", "--language", language]).exit_code == 2


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("en", 1, "one"), ("en", 0, "other"), ("ur", 2, "other"),
        ("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 103, "few"), ("ar", 11, "many"), ("ar", 100, "other"),
        ("cy", 2, "two"), ("cy", 3, "few"), ("cy", 6, "many"), ("cy", 4, "other"),
        ("pl", 22, "few"), ("pl", 12, "many"), ("pl", 21, "many"),
        ("uk", 21, "one"), ("uk", 11, "many"), ("lt", 10, "other"), ("lt", 22, "few"),
        ("ro", 0, "few"), ("ro", 20, "other"),
        ("ga", 7, "many"), ("gd", 12, "two"), ("fr", 0, "one"), ("zh", 1, "other"),
    ],
)  # fmt: skip
def test_a_number_takes_the_form_that_the_language_wants(language: str, number: int, form: str) -> None:
    assert plural_form(number, language) == form
    assert form in forms_of(language)


def test_values_are_worded_in_each_language() -> None:
    from datetime import date

    assert date_text(date(2025, 4, 1), "ur") == "1 اپریل 2025"
    assert [count_text(2, unit, "cy") for unit in ("day", "week", "month", "year")] == [
        "2 ddiwrnod",
        "2 wythnos",
        "2 fis",
        "2 flynedd",
    ]
    assert count_text(1, "month", "en") == "1 month"
    assert joined(["a", "b", "c"], "ur") == "a، b اور c"
    assert joined(["te", "afal"], "cy") == "te ac afal"
    assert joined_or(["te", "coffi"], "cy") == "te neu coffi"
