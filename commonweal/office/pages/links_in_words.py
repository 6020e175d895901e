"""Links within a sentence of the house's words: the words say where, with a placeholder."""

from markupsafe import Markup, escape


def linked(text: str, **links: tuple[str, str]) -> Markup:
    """A sentence with each placeholder a link: its address and its words."""
    made = {
        name: Markup('<a class="govuk-link" href="{}">{}</a>').format(address, words)
        for name, (address, words) in links.items()
    }
    return escape(text).format(**made)
