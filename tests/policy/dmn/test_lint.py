from __future__ import annotations

import pytest

from commonweal.policy import Model
from tests.policy.dmn.writing import decision, function, given, item, literal, model, service, table


def found(loaded: Model) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.element, each.row) for each in loaded.diagnostics]


def test_a_sound_model_has_no_findings() -> None:
    loaded = model(
        item("money", "number"),
        given("income", "money"),
        function("half", ["n: number"], literal("n / 2")),
        decision(
            "band",
            table("UNIQUE", ["income: money"], [""], [["< 10", "1"], [">= 10", "half(income)"]]),
            needs=["i_income"],
            uses=["k_half"],
            kind="number",
        ),
        service("s", ["d_band"], inputs=["i_income"]),
    )
    assert found(loaded) == []


def test_an_input_that_nothing_uses() -> None:
    assert found(model(given("x"), decision("a", literal("1")))) == [("unused-input", "x", None)]


def test_a_requirement_that_its_decision_does_not_mention() -> None:
    loaded = model(given("some name"), decision("a", literal("1"), needs=["i_some name"]))
    assert found(loaded) == [("unused-requirement", "a", None)]
    words = "<cw:words>For {some   name}.</cw:words>"
    assert (
        found(model(given("some name"), decision("a", literal("1"), needs=["i_some name"], extensions=words)))
        == []
    )


def test_a_decision_without_logic() -> None:
    assert found(model(decision("a", ""))) == [("no-logic", "a", None)]


@pytest.mark.parametrize("cell", ["[5..1]", "(1..1)", '["b".."a"]'])
def test_a_cell_that_nothing_can_satisfy(cell: str) -> None:
    loaded = model(
        given("x"), decision("a", table("FIRST", ["x"], [""], [[cell, "1"], ["-", "2"]]), needs=["i_x"])
    )
    assert ("unreachable-rule", "a", 1) in found(loaded)


def test_a_rule_after_one_that_matches_everything() -> None:
    loaded = model(
        given("x"), decision("a", table("FIRST", ["x"], [""], [["-", "1"], ["2", "2"]]), needs=["i_x"])
    )
    assert found(loaded) == [("unreachable-rule", "a", 2)]


def test_the_same_rule_twice() -> None:
    twice = [["1", "1"], [" 1 ", "2"], ["2", "3"]]
    for policy in ("UNIQUE", "FIRST", "ANY"):
        loaded = model(given("x"), decision("a", table(policy, ["x"], [""], twice), needs=["i_x"]))
        assert ("unreachable-rule", "a", 2) in found(loaded)
    collected = model(given("x"), decision("a", table("COLLECT", ["x"], [""], twice), needs=["i_x"]))
    assert found(collected) == []


def test_bad_feel_is_found_with_its_row_column_and_line() -> None:
    rules = [["1", "1"], ["< < 2", "2"], ["3", "1 +"]]
    loaded = model(given("x", "number"), decision("a", table("FIRST", ["x"], [""], rules), needs=["i_x"]))
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    assert [(each.element, each.row, each.line) for each in errors] == [("a", 2, 6), ("a", 3, 7)]
    assert errors[0].column == "x"
    assert all(each.file == "test.dmn" for each in errors)


def test_an_unknown_name_in_a_cell_and_in_a_sentence() -> None:
    rules = [["> celing", "1", "You had {incom}."]]
    bands = table("FIRST", ["income"], [""], rules, annotations=["In words"])
    words = "<cw:words>That is {nothing}.</cw:words>"
    loaded = model(given("income", "number"), decision("a", bands, needs=["i_income"], extensions=words))
    names = [each for each in loaded.diagnostics if each.code == "unknown-name"]
    assert [(each.column, each.row) for each in names] == [("income", 1), (None, None), ("In words", 1)]


def test_names_and_ids_used_twice() -> None:
    loaded = model(given("x"), decision("x", literal("1")), decision("x", literal("2")), given("x"))
    codes = [each.code for each in loaded.diagnostics]
    assert codes.count("duplicate-name") == 3
    assert codes.count("duplicate-id") == 2


def test_a_finding_reads_as_a_sentence_with_its_place_and_remedy() -> None:
    loaded = model(
        given("x", "number"), decision("a", table("FIRST", ["x"], [""], [["nothing", "1"]]), needs=["i_x"])
    )
    text = str(next(each for each in loaded.diagnostics if each.code == "unknown-name"))
    assert text.startswith("test.dmn:5: error: “a”, rule 1, column “x”: ")
    assert text.endswith("[unknown-name]")


def _types(count: int, components: str) -> str:
    return "".join(
        f'<itemDefinition name="t{at}">{components.format(next=f"t{at + 1}")}</itemDefinition>'
        for at in range(count)
    )


def test_types_that_chain_without_end_or_double_at_every_step_are_findings() -> None:
    chain = _types(1000, "<typeRef>{next}</typeRef>")
    tree = _types(
        300,
        '<itemComponent name="a"><typeRef>{next}</typeRef></itemComponent>'
        '<itemComponent name="b"><typeRef>{next}</typeRef></itemComponent>',
    )
    for types in (chain, tree):
        found = model(types, given("x", "t0"), decision("d", literal("x"), needs=["i_x"]))
        assert "type-too-large" in {each.code for each in found.diagnostics}
        assert found.decide({"x": "text"}, "d").decision == "d"


def test_decisions_whose_types_grow_with_each_step_stay_quick_to_load() -> None:
    steps = [decision("d0", literal("1"))]
    steps += [
        decision(f"d{at}", literal(f"{{a: d{at - 1}, b: d{at - 1}}}"), needs=[f"d_d{at - 1}"])
        for at in range(1, 100)
    ]
    assert model(*steps).decide({}, "d5").value is not None
