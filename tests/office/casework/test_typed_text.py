import pytest

from commonweal.office.casework.typed_text import typed_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\nlines\rhere ", "two\nlines\nhere"),
        ("\u202eesrever\u202c and \u2067back\u2069", "esrever and back"),
        ("null \0 bell \x07 tab\there", "null  bell  tab\there"),
        ("Ŵyn ŷd, £10 – 🙂 e\u0301", "Ŵyn ŷd, £10 – 🙂 e\u0301"),
    ],
)
def test_text_reads_as_it_was_typed_and_nothing_turns_it_about(typed, kept):
    assert typed_text(typed) == kept
