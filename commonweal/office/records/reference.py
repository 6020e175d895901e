"""A case reference: unguessable, short, and safe to read aloud over a telephone.

Ten secret symbols of an alphabet of 23 (45.2 bits) and a check symbol. There are no vowels, so that no
word is spelt, and none of the pairs that people confuse: 0 O, 1 I L, 5 S, 2 Z, 8 B, U V. Because 23 is
prime and each place has a weight of its own, the check symbol finds every single wrong symbol and
every two neighbours that changed places.
"""

import secrets
import unicodedata

ALPHABET = "2346789CDFGHJKMNPQRTWXY"
LENGTH = 11
_MODULUS = len(ALPHABET)
_TWINS = str.maketrans("BZ", "82")


class NotAReference(ValueError):
    """What was typed cannot be a reference of ours; the message says so to a person."""


def new_reference() -> str:
    """Make a reference, as stored: 11 symbols without hyphens."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_symbol(body)


def _check_symbol(body: str) -> str:
    total = sum((place + 2) * ALPHABET.index(symbol) for place, symbol in enumerate(body))
    return ALPHABET[-total % _MODULUS]


def parse_reference(typed: str) -> str:
    """Read what a person typed: any case, spaces, hyphens and full stops, B for 8 and Z for 2.

    Raises NotAReference when it is the wrong length, has a symbol we never use, or fails its check.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_TWINS)
    symbols = [
        c for c in plain if not (c.isspace() or unicodedata.category(c) in {"Pd", "Pc", "Cf"} or c in ".,/")
    ]
    if len(symbols) != LENGTH:
        raise NotAReference(f"A reference has {LENGTH} letters and numbers, like {show_reference(EXAMPLE)}")
    if strange := [c for c in symbols if c not in ALPHABET]:
        raise NotAReference(f"A reference never has “{strange[0]}” in it. Check it and try again")
    reference = "".join(symbols)
    if _check_symbol(reference[:-1]) != reference[-1]:
        raise NotAReference("This is not a reference of ours. One letter or number may be wrong")
    return reference


def show_reference(reference: str) -> str:
    """Write a stored reference for people: 7K3M-9TRC-X4H."""
    return "-".join((reference[:4], reference[4:8], reference[8:]))


EXAMPLE = "7K3M9TRCX4" + _check_symbol("7K3M9TRCX4")
