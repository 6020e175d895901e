from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.policy import PolicyFault, load
from commonweal.policy.dmn import safe_xml
from tests.policy.dmn.writing import NAMESPACE, decision, file, literal


def codes(content: bytes) -> list[str]:
    with pytest.raises(PolicyFault) as raised:
        load(content, name="hostile.dmn")
    assert all(each.file == "hostile.dmn" and each.remedy for each in raised.value.diagnostics)
    return [each.code for each in raised.value.diagnostics]


def test_entities_that_grow_without_end_are_refused_unread() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n > 1 else "&a;"}{"&a;" * 9}">' for n in range(1, 12)
    )
    content = f'<?xml version="1.0"?>\n{laughs}]>\n<definitions xmlns="{NAMESPACE}">&a11;</definitions>'
    assert codes(content.encode()) == ["xml-doctype"]


def test_an_entity_that_reads_a_file_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    content = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    content += f'<definitions xmlns="{NAMESPACE}">&x;</definitions>'
    with pytest.raises(PolicyFault) as raised:
        load(content.encode(), name="hostile.dmn")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_document_type_is_found_in_any_encoding(encoding: str) -> None:
    declared = encoding if encoding != "utf-8-sig" else "utf-8"
    text = f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE d><definitions xmlns="{NAMESPACE}"/>'
    assert codes(text.encode(encoding)) == ["xml-doctype"]


def test_the_line_of_the_document_type_is_named() -> None:
    with pytest.raises(PolicyFault) as raised:
        load(f'<?xml version="1.0"?>\n\n<!DOCTYPE d>\n<definitions xmlns="{NAMESPACE}"/>'.encode())
    assert raised.value.diagnostics[0].line == 3


def test_elements_nested_without_end_are_refused() -> None:
    nested = "<context>" * 100_000 + "</context>" * 100_000
    assert codes(file(decision("a", nested))) == ["xml-malformed"]


def test_boxes_nested_as_deep_as_xml_allows_are_read() -> None:
    depth = 80
    start, end = "<context><contextEntry>" * depth, "</contextEntry></context>" * depth
    model = load(file(decision("a", start + literal("1") + end)))
    assert model.decide({}, "a").value == 1


def test_a_file_beyond_the_size_that_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "LARGEST_FILE", 100)
    assert codes(file(decision("a", literal("1")))) == ["xml-too-large"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04",
        b"not xml",
        b"<definitions",
        b"<a><b></a>",
        b"\xff\xfe<\x00",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a>&undefined;</a>",
        b"<a b='1' b='2'/>",
        b"<p:a/>",
    ],
)
def test_what_is_not_xml_is_a_diagnostic_with_a_remedy(content: bytes) -> None:
    assert codes(content) in (["xml-malformed"], ["not-dmn"])


def test_xml_that_is_not_dmn_is_told_apart() -> None:
    assert codes(b"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>") == ["not-dmn"]
    assert codes(b"<html/>") == ["not-dmn"]


def test_a_missing_file_is_a_diagnostic_that_names_it(tmp_path: Path) -> None:
    for path in (tmp_path / "2025-04-01.dmn", tmp_path):
        with pytest.raises(PolicyFault) as raised:
            load(path)
        assert raised.value.diagnostics[0].code == "no-file"
        assert raised.value.diagnostics[0].file == path.name


def test_comments_and_processing_instructions_mean_nothing() -> None:
    logic = "<!-- a --><literalExpression><?x y?><!-- b --><text>1<!-- c --> + 1</text></literalExpression>"
    assert load(file(decision("a", logic))).decide({}, "a").value == 2


@pytest.mark.parametrize("box", ["list", "context", "filter", "for", "conditional", "invocation"])
def test_boxes_of_every_kind_nested_deeper_than_they_may_be_are_a_finding(box: str) -> None:
    inside = {
        "list": ("<list>", "</list>"),
        "context": ("<context><contextEntry>", "</contextEntry></context>"),
        "filter": ("<filter><in>", f"</in><match>{literal('true')}</match></filter>"),
        "for": ('<for iteratorVariable="i"><in>', f"</in><return>{literal('i')}</return></for>"),
        "conditional": (
            "<conditional><if>",
            f"</if><then>{literal('1')}</then><else>{literal('2')}</else></conditional>",
        ),
        "invocation": ("<invocation>", "</invocation>"),
    }[box]
    depth = 100
    model = load(file(decision("a", inside[0] * depth + literal("1") + inside[1] * depth)))
    assert "nested-too-deep" in {each.code for each in model.diagnostics}
    model.decide({}, "a")
