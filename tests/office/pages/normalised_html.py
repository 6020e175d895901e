"""HTML in one form, so that two pieces of it can be compared."""

from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "path"}
BOOLEAN = {"checked", "disabled", "open", "selected", "hidden"}


class _Normaliser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = []
        for name, value in sorted(attrs):
            if name == "class":
                value = " ".join(sorted((value or "").split()))
            elif name in BOOLEAN:
                value = ""
            elif value is not None:
                value = " ".join(value.split())
            if name == "aria-describedby":
                value = " ".join(sorted((value or "").split()))
            shown.append(f'{name}="{value or ""}"')
        self.lines.append(f"<{tag} {' '.join(shown)}>" if shown else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            self.lines.append(text)


def normalised(html: str) -> str:
    """One tag or text a line, attributes and classes in order, white space made single."""
    parser = _Normaliser()
    parser.feed(html)
    parser.close()
    return "\n".join(parser.lines)
