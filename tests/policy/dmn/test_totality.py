from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.policy import PolicyFault, explain, load
from tests.policy.dmn.writing import decision, file, function, item, literal, part, service, table
from tests.policy.dmn.writing import given as input_data

RULES = [
    ['"single"', "[0..93]", "100", "Paragraph 1", "{income} is low."],
    ['"couple", "family"', "> 93", "income / 2", "Paragraph 2", "{band} of {income}."],
    ["not(kind)", "-", "null", "", ""],
]
SOUND = file(
    item("tKind", "string", allowed='"single", "couple", "family"'),
    item("tPerson", parts=part("age", "number") + part("names", "string", many=True)),
    input_data("kind", "tKind"),
    input_data("people", "tPerson"),
    function("half", ["n: number"], literal("n / 2")),
    decision(
        "income",
        literal("half(200) + count(people.names)"),
        needs=["i_people"],
        uses=["k_half"],
        kind="number",
    ),
    decision(
        "band",
        table(
            "UNIQUE",
            ["kind: tKind", "income: number"],
            [": 0, 50, 100: 0"],
            RULES,
            annotations=["Authority", "In words"],
        ),
        needs=["i_kind", "d_income"],
        kind="number",
        extensions='<cw:words xml:lang="cy" authority="x">{band} a {income}.</cw:words>',
    ),
    decision(
        "boxes",
        "<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='n'/>"
        + literal("n + income")
        + "</functionDefinition></contextEntry><contextEntry>"
        + f"<for iteratorVariable='x'><in>{literal('[1, 2]')}</in><return>{literal('f(x)')}</return></for>"
        + "</contextEntry></context>",
        needs=["d_income"],
    ),
    service("all", ["d_band", "d_boxes"], inputs=["i_kind", "i_people"]),
).decode()
TOKENS = re.findall(r"<[^>]*>|[^<]+", SOUND)
INPUTS = {"kind": "single", "people": [{"age": 1, "names": ["a", "b"]}]}


def everything(content: bytes) -> None:
    """Load, decide and explain whatever can be; only a PolicyFault may be raised, and only by loading."""
    try:
        model = load(content)
    except PolicyFault as fault:
        assert fault.diagnostics
        return
    for info in (*model.decisions, *model.definitions.services, *model.definitions.knowledge):
        try:
            outcome = model.decide(INPUTS, info.name)
        except ValueError as error:
            assert "has no decision" in str(error)
            continue
        assert outcome.diagnostics is not None
        for step in outcome.trace:
            assert len(step.near_misses) <= len(RULES) + 2
        for language in ("en", "cy"):
            assert isinstance(explain(outcome, language, "auditor"), list)  # type: ignore[arg-type]


def test_the_model_itself_is_sound() -> None:
    model = load(SOUND.encode())
    assert model.diagnostics == ()
    assert model.decide(INPUTS, "boxes").value == [103, 104]
    everything(SOUND.encode())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(TOKENS) - 1), st.integers(0, len(TOKENS) - 1)), min_size=1, max_size=3
    )
)
def test_a_file_with_parts_changed_for_others_never_crashes(swaps: list[tuple[int, int]]) -> None:
    tokens = list(TOKENS)
    for one, other in swaps:
        if tokens[one][:1] == tokens[other][:1] and tokens[one][:2] != "</" != tokens[other][:2]:
            tokens[one] = tokens[other]
    everything("".join(tokens).encode())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([t for t in TOKENS if t[0] != "<" and t.strip()]), st.text(max_size=12))
def test_any_text_in_any_cell_never_crashes(text: str, other: str) -> None:
    escaped = other.replace("&", "&amp;").replace("<", "&lt;")
    everything(SOUND.replace(f">{text}<", f">{escaped}<").encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SOUND)), st.integers(0, 40), st.binary(max_size=6))
def test_any_bytes_anywhere_never_crash(at: int, length: int, other: bytes) -> None:
    content = SOUND.encode()
    everything(content[:at] + other + content[at + length :])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(re.findall(r'[\w:]+="[^"]*"', SOUND)), st.text("abz#_ /:", max_size=5)),
        max_size=4,
    )
)
def test_any_attribute_with_any_value_never_crashes(changes: list[tuple[str, str]]) -> None:
    content = SOUND
    for written, other in changes:
        content = content.replace(written, f'{written.partition("=")[0]}="{other}"')
    everything(content.encode())
