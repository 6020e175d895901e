"""The part of an address that names a language: `/council-tax-support/cy/`. English addresses have none."""

from django.urls import register_converter

from commonweal.service.languages import LANGUAGE_NAMES


class LanguageConverter:
    """Every language that we can write in, but English."""

    regex = "|".join(code for code in LANGUAGE_NAMES if code != "en")

    def to_python(self, value: str) -> str:
        """The language's code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands."""
        return value


register_converter(LanguageConverter, "lang")
