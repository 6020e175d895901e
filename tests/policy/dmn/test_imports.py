from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.policy import Model, Source, load
from commonweal.policy.dmn.imports import MOST_UNITS
from tests.policy.dmn.writing import NAMESPACE, decision, file, function, given, item, literal

KIND = NAMESPACE


def imports(name: str, namespace: str, location: str | None = None) -> str:
    where = f" locationURI='{location}'" if location else ""
    return f"<import name='{name}' namespace='{namespace}' importType='{KIND}'{where}/>"


def needs(href: str, kind: str = "Decision") -> str:
    outer = "knowledgeRequirement" if kind == "Knowledge" else "informationRequirement"
    return f"<{outer}><required{kind} href='{href}'/></{outer}>"


def requiring(name: str, text: str, *requirements: str) -> str:
    return decision(name, "".join(requirements) + literal(text))


GREETING = file(
    item("tName", "string", allowed='"Ann", "Ben"'),
    given("person name", "tName"),
    decision("greeting", literal("hello(person name)"), needs=["i_person name"], uses=["k_hello"]),
    function("hello", ["to: tName"], literal('"Hello, " + to')),
    own="urn:greeting",
)


def folder(tmp_path: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.dmn").write_bytes(content)
    return tmp_path / "top.dmn"


def codes(model: Model) -> list[str]:
    return [each.code for each in model.diagnostics]


def test_types_functions_and_decisions_of_a_file_in_the_same_folder_are_known_by_the_imports_name(
    tmp_path: Path,
) -> None:
    top = file(
        imports("some words", "urn:greeting"),
        given("x", "some words.tName"),
        requiring(
            "a",
            'some words.greeting + " " + some words.hello(x)',
            needs("urn:greeting#d_greeting"),
            needs("#i_x", "Input"),
            needs("urn:greeting#k_hello", "Knowledge"),
        ),
    )
    model = load(folder(tmp_path, top=top, other=GREETING))
    assert model.diagnostics == ()
    assert [each.name for each in model.inputs] == ["some words.person name", "x"]
    given_inputs = {"some words": {"person name": "Ann"}, "x": "Ben"}
    assert model.decide(given_inputs).value == "Hello, Ann Hello, Ben"
    assert model.decide({"some words.person name": "Ann", "x": "Ben"}).value == "Hello, Ann Hello, Ben"
    assert model.decide({"person name": "Ann", "x": "Ben"}).value == "Hello, Ann Hello, Ben"
    assert model.decide({"person name": "Ann", "x": "Cat"}).value is None


def test_an_import_without_a_name_puts_its_elements_among_our_own(tmp_path: Path) -> None:
    top = file(
        imports("", "urn:greeting"), requiring("a", 'greeting + "!"', needs("urn:greeting#d_greeting"))
    )
    model = load(folder(tmp_path, top=top, other=GREETING))
    assert model.diagnostics == ()
    assert model.decide({"person name": "Ann"}, "a").value == "Hello, Ann!"


def test_one_file_imported_by_two_ways_has_inputs_of_its_own_for_each(tmp_path: Path) -> None:
    def middle(own: str) -> bytes:
        parts = (
            imports("words", "urn:greeting"),
            requiring("said", "words.greeting", needs("urn:greeting#d_greeting")),
        )
        return file(*parts, own=own)

    top = file(
        imports("left", "urn:left"),
        imports("right", "urn:right"),
        requiring("both", "[left.said, right.said]", needs("urn:left#d_said"), needs("urn:right#d_said")),
    )
    model = load(folder(tmp_path, top=top, a=middle("urn:left"), b=middle("urn:right"), c=GREETING))
    assert model.diagnostics == ()
    inputs = {"left": {"words": {"person name": "Ann"}}, "right": {"words": {"person name": "Ben"}}}
    assert model.decide(inputs).value == ["Hello, Ann", "Hello, Ben"]
    assert model.decide({"person name": "Ann"}).value == ["Hello, Ann", "Hello, Ann"]


def test_a_function_uses_functions_of_an_import(tmp_path: Path) -> None:
    wrap = function("wrap", ["to"], literal('"(" + words.hello(to) + ")"')).replace(
        "</encapsulatedLogic>", "</encapsulatedLogic>" + needs("urn:greeting#k_hello", "Knowledge")
    )
    top = file(imports("words", "urn:greeting"), wrap, decision("a", literal('wrap("Ann")'), uses=["k_wrap"]))
    assert load(folder(tmp_path, top=top, other=GREETING)).decide({}, "a").value == "(Hello, Ann)"


def test_the_content_hash_changes_with_an_imported_file(tmp_path: Path) -> None:
    top = file(imports("words", "urn:greeting"), decision("a", literal("1")))
    path = folder(tmp_path, top=top, other=GREETING)
    before = load(path).content_hash
    (tmp_path / "other.dmn").write_bytes(GREETING.replace(b"Hello", b"Good day"))
    assert load(path).content_hash != before


@pytest.mark.parametrize(
    "location",
    ["../outside.dmn", "/etc/passwd", "http://example.org/x.dmn", "file:///etc/passwd", "..%2foutside.dmn"],
)
def test_an_import_never_leaves_the_folder(tmp_path: Path, location: str) -> None:
    (tmp_path / "outside.dmn").write_bytes(GREETING)
    inside = tmp_path / "inside"
    inside.mkdir()
    path = folder(inside, top=file(imports("words", "urn:greeting", location), decision("a", literal("1"))))
    assert codes(load(path)) == ["import-not-found"]


def test_a_model_that_imports_itself_is_reported(tmp_path: Path) -> None:
    top = file(imports("b", "urn:b"), decision("a", literal("1")), own="urn:a")
    other = file(imports("a", "urn:a"), decision("b", literal("1")), own="urn:b")
    model = load(folder(tmp_path, top=top, other=other))
    assert codes(model) == ["circular-import"]
    assert model.decide({}, "a").value == 1


def test_imports_that_double_at_each_level_stop_at_the_limit(tmp_path: Path) -> None:
    files = {
        "top": file(imports("l", "urn:1"), imports("r", "urn:1"), decision("a", literal("1")), own="urn:0")
    }
    for level in range(1, 20):
        below = f"urn:{level + 1}"
        parts = (imports("l", below), imports("r", below)) if level < 19 else ()
        files[f"f{level}"] = file(*parts, decision("a", literal("1")), own=f"urn:{level}")
    model = load(folder(tmp_path, **files))
    assert codes(model) == ["too-many-imports"]
    assert len(list(model.graph.top.all())) == MOST_UNITS


def test_an_unreadable_or_foreign_import_is_a_finding(tmp_path: Path) -> None:
    foreign = "<import name='t' namespace='urn:x' importType='http://www.w3.org/2001/XMLSchema'/>"
    model = load(
        folder(tmp_path, top=file(foreign, imports("w", "urn:greeting"), decision("a", literal("1"))))
    )
    assert codes(model) == ["import-not-found", "import-kind"]


def test_a_host_may_find_the_files_itself() -> None:
    def resolver(namespace: str, location: str | None) -> Source | None:
        assert location == "words.dmn"
        return Source("words.dmn", GREETING) if namespace == "urn:greeting" else None

    top = file(
        imports("w", "urn:greeting", "words.dmn"),
        requiring("a", "w.greeting", needs("urn:greeting#d_greeting")),
    )
    model = load(top, imports=resolver)
    assert model.decide({"person name": "Ann"}, "a").value == "Hello, Ann"
    assert codes(load(top)) == ["import-not-found", "bad-reference", "unknown-name"]
