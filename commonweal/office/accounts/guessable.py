"""Refuses passwords that guessing finds soon: those of breaches, and what people make of them."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError

LONGEST_LOOKED_AT: Final = 72
ENOUGH: Final = 4
"""zxcvbn's score for what takes 10^10 guesses or more (https://github.com/dropbox/zxcvbn#usage)."""


class NotSoonGuessed:
    """A password validator of Django's: zxcvbn, with lists of breached passwords, names and words within it.

    It sees what a list alone does not: `Password2026!!`, a row of the keyboard, a breached one doubled, and
    the person's own name with a year. Nothing leaves the machine.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is soon guessed."""
        from zxcvbn import zxcvbn

        if not password:
            # Of nothing, zxcvbn knows nothing to say; that it is too short is said elsewhere.
            return
        about = [str(getattr(user, name, "") or "") for name in ("username", "first_name", "last_name")]
        known = [each for each in [*about, "commonweal", "council"] if each]
        if zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=known)["score"] < ENOUGH:
            raise ValidationError(self.get_help_text(), code="soon_guessed")

    def get_help_text(self) -> str:
        """What to do."""
        return "This password is soon guessed. Choose one that is harder: three or four unrelated words are"
