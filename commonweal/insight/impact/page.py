"""The report as a page: plain HTML without a script, for a screen, a phone and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

from commonweal.insight.impact.amounts import money, weekly
from commonweal.insight.impact.cells import cell_text
from commonweal.insight.impact.cliff_edges import worst_sentences
from commonweal.insight.impact.crossed_page import crossed_square
from commonweal.insight.impact.groups import FEW
from commonweal.insight.impact.hardest_hit import HardestHit, HardHit
from commonweal.insight.impact.impact import Impact, OptionImpact
from commonweal.insight.impact.policy_changes import Change
from commonweal.insight.impact.tables import Column, Picture, Table, plain_estimate
from commonweal.insight.impact.words import say

Image = Callable[[Picture], str]
_NOT_ON_PAGE = frozenset({"unchanged", "cost after"})
"""Columns that would make a table too wide for a page; the files have them."""
_ONE_INTERVAL = frozenset({"mean change a year", "change in cost"})
"""Columns whose interval is that of a column beside them, in other words."""
_FEW_RULES = 3
_MANY_CHANGES = 20
"""More changes than these are folded away: another scheme altogether would fill pages."""


@cache
def report_css() -> str:
    """The styles of the report, of the page and of its print."""
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def report_page(impact: Impact, image: Image) -> str:
    """The whole report as one page. `image` gives a picture's address."""
    title = say("title", service=impact.service)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<style>\n{_page_css()}{report_css()}</style>\n</head>\n<body>\n"
        '<a class="cwi-skip" href="#report">Skip to the report</a>\n<main class="cwi-page" id="report">\n'
        f"<h1>{escape(title)}</h1>\n{report_body(impact, image)}</main>\n</body>\n</html>\n"
    )


@cache
def _page_css() -> str:
    return (Path(__file__).parent / "standalone.css").read_text(encoding="utf-8")


def report_body(impact: Impact, image: Image) -> str:
    """The report without the page round it: everything below its first heading."""
    pictures = {each.name: each for each in impact.pictures}
    shown = [
        ("changes", say("changes"), _changes(impact)),
        ("glance", say("at a glance"), _glance(impact, pictures, image)),
        ("budget", say("budget"), _budget(impact)),
        ("protection", say("protection"), _protection(impact)),
        ("who", say("who"), _who(impact, pictures, image)),
        ("crossed", say("crossed"), _crossed(impact)),
        ("where", say("maps"), _maps(impact, image)),
        ("cliffs", say("cliffs"), _cliffs(impact, pictures, image)),
        ("hardest", say("hardest"), _hardest(impact)),
        ("equality", say("equality"), _equality(impact)),
        ("limits", say("limits"), _limits(impact)),
        ("provenance", say("provenance"), _provenance(impact)),
    ]
    sections = [each for each in shown if each[2]]
    contents = "".join(f'<li><a href="#{key}">{escape(heading)}</a></li>' for key, heading, _ in sections)
    body = "".join(
        f'<section class="cwi-section cwi-section--{key}" aria-labelledby="{key}"><h2 '
        f'id="{key}">{escape(heading)}</h2>\n'
        f"{content}</section>\n"
        for key, heading, content in sections
    )
    return (
        f'<div class="cwi">{_opening(impact)}'
        f'<nav class="cwi-contents" aria-labelledby="contents"><h2 '
        f'id="contents">{escape(say("contents"))}</h2>'
        f"<ol>{contents}</ol></nav>\n{body}</div>"
    )


def _opening(impact: Impact) -> str:
    options = " and ".join(each.label for each in impact.options)
    parts = [
        _p(say("subtitle", today=impact.today, options=options), "cwi-lead"),
        _p(say("made", day=f"{impact.made.day} {impact.made:%B %Y}", population=impact.population)),
    ]
    if impact.demonstration:
        parts.append(_p(impact.demonstration, "cwi-inset"))
    if impact.scenario:
        parts.append(_p(impact.scenario, "cwi-inset"))
    if impact.kind == "synthetic":
        parts.append(
            f'<p class="cwi-inset"><strong>Synthetic population.</strong> {escape(say("synthetic"))}</p>\n'
        )
    return "".join(parts)


def _changes(impact: Impact) -> str:
    return "".join(_option(impact, each, _change_list(each)) for each in impact.options)


def _option(impact: Impact, option: OptionImpact, content: str, level: int = 3) -> str:
    """The content under the option's own heading, where there are several."""
    if len(impact.options) == 1:
        return content
    return f"<h{level}>{escape(option.label)}</h{level}>\n{content}"


def _change_list(option: OptionImpact) -> str:
    found = option.changes
    if not found.changes:
        text = _p(say("no changes"))
        return text + (_p(say("only words", count=found.words)) if found.words else "")
    by_element: dict[str, list[Change]] = {}
    for each in found.changes:
        by_element.setdefault(each.element, []).append(each)
    items = []
    for element, changes in by_element.items():
        inner = "".join(f"<li>{_change(each)}</li>" for each in changes)
        items.append(f"<li><strong>{escape(_capital(element))}</strong><ul>{inner}</ul></li>\n")
    every = [(each.element, text) for each in found.changes for text in each.each if each.rules > 1]
    details = ""
    if every:
        rows = "".join(f"<li>{escape(_capital(element))}: {escape(text)}</li>" for element, text in every)
        details = _details(say("rules in detail"), f"<ul>{rows}</ul>")
    words = _p(say("only words", count=found.words)) if found.words else ""
    listed = f'<ul class="cwi-changes">{"".join(items)}</ul>\n'
    if len(found.changes) > _MANY_CHANGES:
        told = _p(say("many changes", count=len(found.changes), parts=len(by_element)))
        return told + _details(say("every change"), listed + details) + words
    return f"{listed}{details}{words}"


def _change(change: Change) -> str:
    text = _capital(change.message)
    return escape(text if change.rules == 1 else say("same change", message=text, count=change.rules))


def _glance(impact: Impact, pictures: dict[str, Picture], image: Image) -> str:
    parts = []
    for option in impact.options:
        inner = "".join(f"<li>{escape(each)}</li>" for each in option.glance)
        parts.append(_option(impact, option, f'<ul class="cwi-glance">{inner}</ul>\n'))
    parts.append(_table(impact.headline, impact))
    parts.append(_p(say("claiming note of all"), "cwi-note"))
    parts.append(_table(impact.outcomes, impact))
    parts.append(_figure(pictures["bands"], image))
    parts.append(_table(impact.bands, impact))
    parts.append(_notes(impact))
    return "".join(parts)


def _protection(impact: Impact) -> str:
    """What limiting losses would cost; nothing where nobody loses."""
    counts = impact.protection.column("households")
    if not any(counts):
        return ""
    return _p(say("protection text")) + _table(impact.protection, impact)


def _budget(impact: Impact) -> str:
    """What rests on something that the council stated; nothing where it stated nothing."""
    return "".join(
        f'<div class="cwi-group"><h3>{escape(each.heading)}</h3>\n'
        f"{''.join(_p(text) for text in each.told)}{_table(each.table, impact) if each.table else ''}</div>\n"
        for each in impact.budget
    )


def _crossed(impact: Impact) -> str:
    """The crossings, each with its options below one another; nothing where none was asked for."""
    parts = []
    for at, first in enumerate(impact.options[0].crossed if impact.options else ()):
        inner = [f"<h3>{escape(first.heading)}</h3>\n"]
        for option in impact.options:
            each = option.crossed[at]
            if each.table is None:
                inner.append(_p(say("crossed hidden", caption=each.heading)))
                continue
            inner.append(crossed_square(each, each.table.caption, impact.settings.smallest))
            inner.append(_table(each.table, impact, say("crossed rest", caption=each.table.caption)))
        parts.append(f'<div class="cwi-group">{"".join(inner)}</div>\n')
    return _p(say("crossed text")) + "".join(parts) if parts else ""


def _notes(impact: Impact) -> str:
    """What the marks in tables mean."""
    notes = []
    if impact.hides:
        small = say("small", smallest=impact.settings.smallest)
        notes.append(say("hidden note", small=small, beside=say("beside")))
    if impact.sample:
        notes.append(say("interval note"))
        if impact.kind == "synthetic":
            notes.append(say("not sampled"))
    else:
        notes.append(say("no interval note synthetic" if impact.kind == "synthetic" else "no interval note"))
    return "".join(_p(each, "cwi-note") for each in notes)


def _who(impact: Impact, pictures: dict[str, Picture], image: Image) -> str:
    parts = [_p(say("who text"))]
    names = list(dict.fromkeys(name for option in impact.options for name in option.groups))
    for name in names:
        tables = [option.groups[name] for option in impact.options]
        heading = tables[0].columns[0].heading
        inner = [f"<h3>{escape(heading)}</h3>\n"]
        picture = pictures.get(tables[0].name)
        if picture is not None:
            inner.append(_figure(picture, image))
        inner += [_table(table, impact) for table in tables]
        kept = "cwi-group" if len(tables) == 1 else "cwi-groups"
        parts.append(f'<div class="{kept}">{"".join(inner)}</div>\n')
    return "".join(parts) if names else ""


def _maps(impact: Impact, image: Image) -> str:
    return "".join(_figure(each, image) for each in impact.pictures if each.name.startswith("map-"))


def _cliffs(impact: Impact, pictures: dict[str, Picture], image: Image) -> str:
    cliffs = impact.cliffs
    if cliffs.missing:
        return _p(cliffs.missing)
    parts = [
        _p(say("cliffs text", bill=money(cliffs.bill), income=cliffs.label, highest=f"£{cliffs.highest:,}"))
    ]
    worst = worst_sentences(cliffs)
    if worst:
        parts.append(f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in worst)}</ul>\n")
    else:
        parts.append(_p(say("no drops")))
    parts += [_figure(pictures[name], image) for name in ("award-curves", "kept-curves") if name in pictures]
    if impact.drops.rows:
        parts.append(_table(impact.drops, impact))
    parts.append(_table(impact.rises, impact))
    return "".join(parts)


def _hardest(impact: Impact) -> str:
    return "".join(_option(impact, each, _hit_list(impact, each.hardest)) for each in impact.options)


def _hit_list(impact: Impact, hardest: HardestHit) -> str:
    if hardest.hidden:
        return _p(say("hardest hidden", smallest=impact.settings.smallest))
    if not hardest.households:
        return _p(say("hardest none"))
    parts = [_p(say("hardest text", count=len(hardest.households)))]
    if hardest.stand_ins:
        parts.append(_p(say("hardest stand-ins")))
    several = len(impact.options) > 1
    parts += [_hit(each, at, 4 if several else 3) for at, each in enumerate(hardest.households, 1)]
    return "".join(parts)


def _hit(hit: HardHit, number: int, level: int) -> str:
    loss = hit.before - hit.after
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(_capital(value))}</dd></div>"
        for name, value in hit.circumstances
    )
    rules = "".join(f"<li>{escape(_capital(each))}</li>" for each in hit.rules[:_FEW_RULES])
    shared = [each for each in hit.why_before if each in hit.why_after]
    same = f"<p><strong>{escape(say('same before and after'))}</strong></p>{_why(shared)}" if shared else ""
    before = [each for each in hit.why_before if each not in shared]
    after = [each for each in hit.why_after if each not in shared]
    changed = f"<p><strong>{escape(say('meets'))}</strong></p><ul>{rules}</ul>" if rules else ""
    return (
        f'<div class="cwi-hit"><h{level}>{number}. Loses {escape(_both(loss))}</h{level}>\n'
        f'<dl class="cwi-facts">{facts}</dl>\n{same}'
        f'<div class="cwi-sides"><div><p><strong>Before: '
        f"{escape(_both(hit.before))}</strong></p>{_why(before)}"
        f"</div><div><p><strong>After: "
        f"{escape(_both(hit.after))}</strong></p>{_why(after)}</div></div>"
        f"{changed}</div>\n"
    )


def _both(year: Decimal) -> str:
    return f"{money(weekly(year * 100))} a week ({money(year)} a year)"


def _why(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in sentences)}</ul>"


def _equality(impact: Impact) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(each.name)}</th><td>'
        + escape(
            say("equality known", names=", ".join(each.told_by)) if each.told_by else say("equality unknown")
        )
        + "</td></tr>"
        for each in impact.equality
    )
    return _p(say("equality text")) + (
        '<div class="cwi-scroll" role="region" aria-label="Protected characteristics" tabindex="0">'
        "<table><caption>Protected characteristics and what this report says of them</caption>"
        '<thead><tr><th scope="col">Protected characteristic</th><th scope="col">What this report '
        "says</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>\n"
    )


def _limits(impact: Impact) -> str:
    return "".join(
        f"<h3>{escape(heading)}</h3>\n<ul>{''.join(f'<li>{escape(each)}</li>' for each in sentences)}</ul>\n"
        for heading, sentences in impact.limits
    )


def _provenance(impact: Impact) -> str:
    rows = "".join(
        f"<div><dt>{escape(each.name)}</dt><dd>{escape(each.value)}</dd></div>" for each in impact.provenance
    )
    return f'<dl class="cwi-facts cwi-facts--long">{rows}</dl>\n'


def _figure(picture: Picture, image: Image) -> str:
    return (
        f'<figure><img src="{escape(image(picture), quote=True)}" '
        f'alt="{escape(picture.alternative, quote=True)}">'
        f"<figcaption>{escape(picture.title)}</figcaption></figure>\n"
    )


def _table(table: Table, impact: Impact, folded: str = "") -> str:
    """A table; a long one is folded away on a screen, and in print is named as the file that is annexed."""
    columns = [
        (at, each) for at, each in enumerate(table.columns) if each.name not in _NOT_ON_PAGE or at == 0
    ]
    head = "".join(f'<th scope="col"{_class(each, at)}>{escape(each.heading)}</th>' for at, each in columns)
    rows = []
    for number, row in enumerate(table.rows):
        last = table.total and number == len(table.rows) - 1
        cells = "".join(
            _cell(
                cell_text(
                    plain_estimate(row[at]) if each.name in _ONE_INTERVAL else row[at],
                    each,
                    impact.settings.smallest,
                ),
                each,
                at,
            )
            for at, each in columns
        )
        rows.append(f"<tr{' class=cwi-total' if last else ''}>{cells}</tr>")
    wide = " cwi-wide" if len(columns) > 8 else " cwi-narrow" if len(columns) < 4 else ""
    drawn = (
        f'<div class="cwi-scroll{wide}" role="region" aria-label="{escape(table.caption, quote=True)}" '
        f'tabindex="0">'
        f"<table "
        f'id="table-{table.name}"><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )
    notes = "".join(_p(each, "cwi-note") for each in table.notes)
    if table.long or len(table.rows) > FEW:
        summary = folded or f"{table.caption}: {len(table.rows)} rows"
        annexed = say("in the files", caption=table.caption, rows=len(table.rows), name=table.name)
        return (
            f'<details class="cwi-long"><summary>{escape(summary)}</summary>\n{drawn}{notes}</details>\n'
            f'<p class="cwi-annexed">{escape(annexed)}</p>\n'
        )
    return drawn + notes


def _cell(text: str, column: Column, at: int) -> str:
    if at == 0:
        return f'<th scope="row">{escape(text)}</th>'
    value, opening, interval = text.partition(" (")
    inner = escape(value) + (
        f" <small>{escape('(' + interval)}</small>" if opening and column.kind != "text" else ""
    )
    return f"<td{_class(column, at)}>{inner}</td>"


def _class(column: Column, at: int) -> str:
    return "" if at == 0 or column.kind == "text" else ' class="cwi-number"'


def _details(summary: str, content: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>\n{content}</details>\n"


def _p(text: str, kind: str = "") -> str:
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(text)}</p>\n"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
