"""GOV.UK Frontend's other components, rendered by ours; and each component by its name."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from tests.office.pages.form_fixtures import (
    _button,
    _character_count,
    _checkboxes,
    _date_input,
    _input,
    _radios,
    _select,
    _textarea,
)
from tests.office.pages.govuk_options import Options, Unsupported, macro, renamed, words


def _error_summary(options: Options) -> str:
    ours: dict[str, Any] = {"title": options.text("title"), "description": options.text("description")}
    ours["errors"] = []
    for given in options.take("errorList", []):
        item = Options(given)
        error = {"text": item.text(), "attributes": item.attributes()}
        if item.left.get("href"):
            error["href"] = item.take("href")
        item.done()
        ours["errors"].append(error)
    ours |= renamed(options, classes="classes")
    ours["attributes"] = options.attributes()
    options.done()
    return macro("error_summary", "error_summary")(**ours)


def _actions(given: dict[str, Any]) -> list[dict[str, Any]]:
    if set(given) - {"items"}:
        raise Unsupported("actions: classes")
    made = []
    for each in given.get("items", []):
        item = Options(each)
        ours = {"href": item.take("href"), "attributes": item.attributes(), "text": item.text()}
        if hidden := item.take("visuallyHiddenText"):
            ours["hidden"] = hidden
        if classes := item.take("classes"):
            ours["classes"] = classes
        item.done()
        made.append(ours)
    return made


def _summary_list(options: Options) -> str:
    ours: dict[str, Any] = {"rows": []}
    for given in options.take("rows", []):
        if not given:
            continue
        row: dict[str, Any] = {"key": words(given["key"]), "value": words(given["value"])}
        if given.get("classes"):
            row["classes"] = given["classes"]
        for side in ("key", "value"):
            if given[side].get("classes"):
                row[f"{side}_classes"] = given[side]["classes"]
        if given.get("actions"):
            row["actions"] = _actions(given["actions"])
        ours["rows"].append(row)
    if card := options.take("card"):
        title = card.get("title") or {}
        if not title or set(title) - {"text", "html", "headingLevel"} or set(card) - {"title", "actions"}:
            raise Unsupported("card options")
        ours["card"] = {"title": words(title), "level": title.get("headingLevel", 2)}
        if card.get("actions"):
            ours["card"]["actions"] = _actions(card["actions"])
    ours |= renamed(options, classes="classes")
    ours["attributes"] = options.attributes()
    options.done()
    return macro("summary_list", "summary_list")(**ours)


def _cells(row: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in cell.items() if k not in ("text", "html")} | {"text": words(cell)} for cell in row
    ]


def _table(options: Options) -> str:
    ours: dict[str, Any] = {"rows": [_cells(row) for row in options.take("rows", []) if row]}
    if "head" in options.left:
        ours["head"] = _cells(options.take("head"))
    ours |= renamed(
        options,
        caption="caption",
        captionClasses="caption_classes",
        firstCellIsHeader="first_cell_is_header",
        classes="classes",
    )
    ours["attributes"] = options.attributes()
    options.done()
    return macro("table", "table")(**ours)


def _texted(file: str, ours_name: str, **names: str) -> Callable[[Options], str]:
    def render(options: Options) -> str:
        ours = renamed(options, classes="classes", **names)
        ours["text"] = options.text()
        ours["attributes"] = options.attributes()
        options.done()
        if not ours["text"]:
            ours.pop("text")
        return macro(file, ours_name)(**ours)

    return render


def _called(file: str, ours_name: str, text: Any, **ours: Any) -> str:
    """A macro that is called with its content."""
    return macro(file, ours_name)(caller=lambda: text, **ours)


def _details(options: Options) -> str:
    ours = renamed(options, classes="classes", id="id", open="open")
    ours["summary"] = options.text("summary")
    ours["attributes"] = options.attributes()
    text = options.text()
    options.done()
    return _called("details", "details", Markup("").join([text]), **ours)


def _notification_banner(options: Options) -> str:
    kind = options.take("type")
    ours = renamed(options, classes="classes", titleId="id", role="role", titleHeadingLevel="level")
    ours["success"] = kind == "success"
    if "disableAutoFocus" in options.left:
        ours["auto_focus"] = not options.take("disableAutoFocus")
    ours["title"] = options.text("title")
    ours["attributes"] = options.attributes()
    if "html" in options.left:
        text = options.text()
        options.done()
        return _called("notification_banner", "notification_banner", text, **ours)
    ours["text"] = options.text()
    options.done()
    return macro("notification_banner", "notification_banner")(**ours)


def _panel(options: Options) -> str:
    ours = renamed(options, headingLevel="level", classes="classes")
    if "govuk-panel--interruption" in ours.get("classes", ""):
        raise Unsupported("the interruption panel")
    ours["title"] = options.text("title")
    ours["text"] = options.text()
    ours["attributes"] = options.attributes()
    options.done()
    return macro("panel", "panel")(**ours)


def _breadcrumbs(options: Options) -> str:
    ours = renamed(options, labelText="label", classes="classes")
    if options.take("collapseOnMobile"):
        raise Unsupported("collapseOnMobile")
    ours["items"] = []
    for given in options.take("items", []):
        item = Options(given)
        made = {"text": item.text(), "attributes": item.attributes()}
        if item.left.get("href"):
            made["href"] = item.take("href")
        item.done()
        ours["items"].append(made)
    ours["attributes"] = options.attributes()
    options.done()
    return macro("breadcrumbs", "breadcrumbs")(**ours)


def _pagination(options: Options) -> str:
    ours: dict[str, Any] = renamed(options, landmarkLabel="label", classes="classes")
    for way in ("previous", "next"):
        if given := options.take(way):
            item = Options(given)
            made = {"href": item.take("href"), "text": item.text(), "attributes": item.attributes()}
            if label := item.take("labelText"):
                made["label"] = label
            item.done()
            if not made["href"]:
                continue
            ours[way] = made
    ours["items"] = []
    for given in options.take("items", []):
        if not given:
            continue
        item = Options(given)
        made = {k: item.take(k) for k in ("number", "href", "current", "ellipsis") if k in item.left}
        made["attributes"] = item.attributes()
        if label := item.take("visuallyHiddenText"):
            made["label"] = label
        item.done()
        ours["items"].append(made)
    ours["attributes"] = options.attributes()
    options.done()
    return macro("pagination", "pagination")(**ours)


RENDER: dict[str, Callable[[Options], str]] = {
    "back-link": _texted("back_link", "back_link", href="href"),
    "breadcrumbs": _breadcrumbs,
    "button": _button,
    "character-count": _character_count,
    "checkboxes": _checkboxes,
    "date-input": _date_input,
    "details": _details,
    "error-summary": _error_summary,
    "input": _input,
    "inset-text": _texted("inset_text", "inset_text", id="id"),
    "notification-banner": _notification_banner,
    "pagination": _pagination,
    "panel": _panel,
    "radios": _radios,
    "select": _select,
    "skip-link": _texted("skip_link", "skip_link", href="href"),
    "summary-list": _summary_list,
    "table": _table,
    "tag": _texted("tag", "tag"),
    "textarea": _textarea,
    "warning-text": _texted("warning_text", "warning_text", iconFallbackText="fallback"),
}
