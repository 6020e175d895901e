"""YAML is read as text, bounded, and its faults name the words that are wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.service.faults import Faults
from commonweal.service.strict_yaml import Items, Map, Text, read_yaml


def read(text: str | bytes) -> tuple[Map | None, list[str]]:
    faults = Faults("x.yaml")
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read_yaml(content, faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "null", "~", "01234", "12:30", "1e3", "0x10", "2025-04-01", ".inf"]
)
def test_every_value_is_the_text_that_was_written(word: str) -> None:
    root, faults = read(f"a: {word}\n{word}: b\n")
    assert not faults
    assert root is not None
    value = root.get("a")
    assert isinstance(value, Text)
    assert value.text == word
    assert word in root


def test_the_place_of_every_key_and_value_is_kept() -> None:
    root, _ = read("a:\n  b: [one, two]\n  c: {d: three}\n")
    assert root is not None
    inner = root.get("a")
    assert isinstance(inner, Map)
    assert (inner.entries["b"].key.line, inner.entries["b"].key.column) == (2, 3)
    items = inner.get("b")
    assert isinstance(items, Items)
    assert [(item.line, item.column) for item in items.items] == [(2, 7), (2, 12)]
    deep = inner.get("c")
    assert isinstance(deep, Map)
    assert (deep.entries["d"].value.line, deep.entries["d"].value.column) == (3, 10)


def test_a_question_mark_in_braces_is_text() -> None:
    root, faults = read("born: {ask: What is the child's date of birth?, type: date}\n")
    assert not faults
    assert root is not None


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "ask: Note: bring proof\n",
            "x.yaml:1:10:",
            "`ask: Note: bring proof` has `: ` inside a text. Put the text in",
        ),
        ("a: 1\na: 2\n", "x.yaml:2:1:", "`a` stands twice (first on line 1)"),
        ("a: *b\n", "x.yaml:1:4:", "`*` refers to an anchor"),
        ("a: &b 1\n", "x.yaml:1:4:", "`&b` marks an anchor"),
        ("a: !!int 3\n", "x.yaml:1:4:", "marks a type, and every value is text"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1:", "a second document"),
        ("a:\n\tb: 1\n", "x.yaml:2:1:", "a tab in the indentation of `b: 1`"),
        ("a:\n  b: 1\n c: 2\n", "x.yaml:3:2:", "`c: 2` is not lined up"),
        ("a: b\n  c: d\n", "x.yaml:2:4:", "`c: d` is indented under a key that already has a value"),
        ("a: [1, 2\n", "x.yaml:1:1:", "`a: [1, 2` has a comma, bracket or brace out of place"),
        ("a: @b\n", "x.yaml:1:4:", "has a text that begins with `@`"),
        ("a: 'b\n", "x.yaml:1:1:", "a quotation mark is opened and never closed"),
        ("a\nb: c\n", "x.yaml:1:1:", "`a` has no colon"),
        ("- a\n- b\n", "x.yaml:1:1:", "the file should be keys and values"),
        ("? [a]\n: b\n", "x.yaml:1:3:", "a key must be text"),
        ("a: \x07\n", "x.yaml:1:1:", "a control character"),
        ("", "x.yaml:", "the file is empty"),
        ("a: " + "[" * 50, "x.yaml:1:15:", "more than 12 levels deep"),
    ],
)
def test_a_fault_names_its_place_and_the_offending_words(text: str, place: str, words: str) -> None:
    _, faults = read(text)
    assert len(faults) == 1
    assert faults[0].startswith(place), faults
    assert words in faults[0]


def test_a_file_that_is_not_utf8_says_on_which_line() -> None:
    root, faults = read(b"a: b\nc: \xff\n")
    assert root is None
    assert faults == ["x.yaml:2:1: this is not UTF-8 text. Save the file as UTF-8. [not-utf8]"]


def test_size_is_bounded() -> None:
    assert "over 1 MB" in read("a: " + "x" * 1_000_001)[1][0]
    assert "more than 20000 values" in read("a: [" + "x, " * 20_001 + "]")[1][0]


def test_a_laughing_billion_is_refused_at_the_first_anchor() -> None:
    lines = ["a: &a [x, x]"] + [
        f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    root, faults = read("\n".join(lines))
    assert root is None
    assert "anchor" in faults[0]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:{}[]\"'#&*!|>%@`?- \n,\t\x00é"), max_size=60))
def test_any_text_is_a_map_or_has_a_fault(text: str) -> None:
    root, faults = read(text)
    assert root is not None or faults
