"""Prints a notice: values by their type in the reader's language, Markdown as HTML that no value can break.

The Markdown is read with placeholders still in it, so a value is never read as Markdown or HTML: it is put
in, escaped, once the structure is known.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from commonweal.policy.feel import Date, DateTime, Frame, Run, Scope, Value, ast, from_feel, to_feel
from commonweal.service.journey import Journey, Question
from commonweal.service.languages import (
    date_text,
    joined,
    money_text,
    number_text,
    percentage_text,
    yes_no,
)
from commonweal.service.notices import CLOSE, OPEN, Choice, Lines, Notice, Piece, Placeholder
from commonweal.service.right_to_left import in_order

Printed = str | list[str]

CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
"""GOV.UK Frontend's classes by HTML element."""

_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "linkify": False})
    .enable("table")
    .disable(["image", "html_block", "html_inline"])
)


@dataclass(frozen=True, slots=True)
class PrintedNotice:
    """A notice printed: its title, its body as HTML without the title, and the whole as plain text."""

    title: str
    html: str
    text: str


def print_notice(
    notice: Notice,
    scope: Scope,
    values: Mapping[str, object],
    journey: Journey,
    *,
    answers: Mapping[str, object] | None = None,
    formats: Mapping[str, str] | None = None,
    classes: Mapping[str, str] = CLASSES,
) -> PrintedNotice:
    """Print a notice. Never raises for its values.

    `scope` is the one it was read with; `values` are host values by name (answers as FEEL, decisions, the
    notice's own names); `answers` are the stored answers, so that a question's answer prints as that question
    shows it, in the journey's language; `formats` say how other names print (`money`, `percentage`, `date`,
    `number`).
    """
    with Run() as run:
        frame = scope.frame(run, {name: to_feel(value) for name, value in values.items()})
        source = "\n".join(_kept(notice.pieces, frame))
        printer = _Printer(notice.language, journey, answers or {}, formats or {}, frame)
        printed = [printer.placeholder(each) for each in notice.placeholders] if OPEN in source else []
    tokens = _MARKDOWN.parse(source)
    title, tokens = _title(tokens, printed)
    body = "".join(_render(tokens, printed, classes))
    text = _plain(tokens, printed)
    return PrintedNotice(title, body, f"{title}\n\n{text}".strip() + "\n")


def _kept(pieces: Sequence[Piece], frame: Frame) -> list[str]:
    out: list[str] = []
    for piece in pieces:
        if isinstance(piece, Lines):
            out.append(piece.text)
        elif isinstance(piece, Choice):
            for condition, inner in piece.branches:
                if condition is None or condition.holds(frame):
                    out.extend(_kept(inner, frame))
                    break
    return out


class _Printer:
    """Prints values by what is known of their type."""

    def __init__(
        self,
        language: str,
        journey: Journey,
        answers: Mapping[str, object],
        formats: Mapping[str, str],
        frame: Frame,
    ) -> None:
        self.language = language
        self.journey = journey
        self.answers = answers
        self.formats = formats
        self.frame = frame

    def placeholder(self, placeholder: Placeholder) -> Printed:
        said = self.said(placeholder)
        if isinstance(said, list):
            return [in_order(each, self.language) for each in said]
        return in_order(said, self.language)

    def said(self, placeholder: Placeholder) -> Printed:
        condition = placeholder.condition
        tree = condition.expression.tree
        said = placeholder.format
        if not said and isinstance(tree, ast.Name):
            asked = self.journey.by_key.get(tree.name)
            if isinstance(asked, Question) and self.answers.get(tree.name) is not None:
                return asked.type.show(self.answers[tree.name], self.language)
            said = self.formats.get(tree.name, "")
        value = condition.value(self.frame)
        if isinstance(value, list):
            return [self.one(each, said) for each in value]
        return self.one(value, said or self.formats.get(condition.type.text, ""))

    def one(self, value: Value, said: str) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return yes_no(self.language)[0 if value else 1]
        if isinstance(value, Decimal):
            if said == "money":
                return money_text(value)
            return percentage_text(value) if said == "percentage" else number_text(value)
        if isinstance(value, Date | DateTime):
            date = from_feel(value.date if isinstance(value, DateTime) else value)
            return date_text(date, self.language) if isinstance(date, datetime.date) else str(value)
        if isinstance(value, list):
            return joined([self.one(each, said) for each in value], self.language)
        if isinstance(value, dict):
            return ", ".join(text for each in value.values() if (text := self.one(each, "")))
        return str(value)


def _title(tokens: list[Token], printed: list[Printed]) -> tuple[str, list[Token]]:
    """The first heading's words, and the tokens without it."""
    if len(tokens) >= 3 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline_text(tokens[1].children or [], printed), tokens[3:]
    return "", tokens


def _put_in(text: str, printed: list[Printed], escape: bool) -> str:
    """Text with its marks replaced by values; everything escaped for HTML where asked."""
    out: list[str] = []
    position = 0
    for match in _MARK.finditer(text):
        out.append(text[position : match.start()])
        value = printed[int(match.group(1))]
        out.append(value if isinstance(value, str) else ", ".join(value))
        position = match.end()
    out.append(text[position:])
    if not escape:
        return "".join(out)
    return "".join(html.escape(part) for part in out).replace("\n", "<br>")


def _alone(token: Token, printed: list[Printed]) -> list[str] | None:
    """The list that a paragraph consists of, if it is one placeholder whose value is a list."""
    match = _MARK.fullmatch(token.content.strip())
    value = printed[int(match.group(1))] if match else None
    return value if isinstance(value, list) else None


def _render(tokens: list[Token], printed: list[Printed], classes: Mapping[str, str]) -> list[str]:
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "paragraph_open" and (items := _alone(tokens[index + 1], printed)) is not None:
            if items:
                listed = "".join(f"<li>{_escaped(item)}</li>" for item in items)
                out.append(f"{_tag('ul', classes)}{listed}</ul>\n")
            index += 3
            continue
        if token.type == "inline":
            out.extend(_inline(token.children or [], printed, classes))
        elif token.type in ("code_block", "fence"):
            out.append(f"<pre>{_put_in(token.content, printed, True)}</pre>\n")
        elif token.type == "hr":
            out.append("<hr>\n")
        elif token.nesting == 1 and not token.hidden:
            out.append(_tag(token.tag, classes))
        elif token.nesting == -1 and not token.hidden:
            out.append(f"</{token.tag}>\n")
        index += 1
    return out


def _inline(tokens: list[Token], printed: list[Printed], classes: Mapping[str, str]) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if token.type == "text":
            out.append(_put_in(token.content, printed, True))
        elif token.type == "softbreak":
            out.append("\n")
        elif token.type == "hardbreak":
            out.append("<br>")
        elif token.type == "code_inline":
            out.append(f"<code>{_put_in(token.content, printed, True)}</code>")
        elif token.type == "link_open":
            href = html.escape(str(token.attrs.get("href", "")))
            out.append(f'{_tag("a", classes)[:-1]} href="{href}">')
        elif token.nesting == 1:
            out.append(_tag(token.tag, classes))
        elif token.nesting == -1:
            out.append(f"</{token.tag}>")
    return out


def _tag(name: str, classes: Mapping[str, str]) -> str:
    return f'<{name} class="{html.escape(classes[name])}">' if name in classes else f"<{name}>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _inline_text(tokens: list[Token], printed: list[Printed]) -> str:
    out: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            out.append(_put_in(token.content, printed, False))
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out)


def _plain(tokens: list[Token], printed: list[Printed]) -> str:
    out: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            items = _alone(token, printed)
            prefix = "- " if index > 1 and tokens[index - 2].type == "list_item_open" else ""
            if items is not None:
                out.extend(f"- {item}" for item in items)
            else:
                out.append(prefix + _inline_text(token.children or [], printed))
        elif token.type in (
            "paragraph_close",
            "heading_close",
            "bullet_list_close",
            "ordered_list_close",
        ) and not (token.hidden or token.level):
            out.append("")
        elif token.type in ("code_block", "fence"):
            out.append(_put_in(token.content, printed, False))
    return "\n".join(out).strip()
