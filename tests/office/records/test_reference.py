import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.office.records.reference import (
    ALPHABET,
    LENGTH,
    NotAReference,
    new_reference,
    parse_reference,
    show_reference,
)

references = st.builds(new_reference)
places = st.integers(min_value=0, max_value=LENGTH - 1)


def test_a_new_reference_is_read_back_as_shown():
    reference = new_reference()
    assert parse_reference(show_reference(reference)) == reference


def test_there_are_more_than_2_to_the_45_references():
    assert len(set(ALPHABET)) ** (LENGTH - 1) > 2**45


def test_no_symbol_is_mistaken_for_another_and_no_vowel_makes_a_word():
    assert not set(ALPHABET) & set("0O1IL5S2Z8BUVAE") - set("28")
    assert not set(ALPHABET) & set("AEIOU")


@given(references, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_is_found(reference, place, symbol):
    if symbol == reference[place]:
        return
    with pytest.raises(NotAReference):
        parse_reference(reference[:place] + symbol + reference[place + 1 :])


@given(references, st.integers(min_value=0, max_value=LENGTH - 2))
def test_every_two_neighbours_that_changed_places_are_found(reference, place):
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    if swapped == reference:
        return
    with pytest.raises(NotAReference):
        parse_reference(swapped)


@given(references, st.sampled_from([" ", "-", " - ", "–", ".", "\u00a0", "\t"]))
def test_lower_case_spaces_and_any_hyphens_are_forgiven(reference, between):
    typed = between.join(reference).lower() + " "
    assert parse_reference(typed) == reference


@given(references)
def test_b_for_8_and_z_for_2_are_forgiven_for_neither_is_ever_used(reference):
    assert parse_reference(reference.replace("8", "B").replace("2", "Z")) == reference


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M9TRCX4", "7K3M-9TRC-X4H2", "0" * 11, "7K3M-9TRC-XAO", "£" * 11]
)
def test_what_cannot_be_a_reference_is_said_to_be_none(typed):
    with pytest.raises(NotAReference) as said:
        parse_reference(typed)
    assert str(said.value)


@given(st.text())
def test_whatever_is_typed_gives_a_reference_or_a_clear_no(typed):
    try:
        reference = parse_reference(typed)
    except NotAReference:
        return
    assert len(reference) == LENGTH
    assert set(reference) <= set(ALPHABET)


def test_ten_thousand_new_references_are_all_different():
    assert len({new_reference() for _ in range(10_000)}) == 10_000
