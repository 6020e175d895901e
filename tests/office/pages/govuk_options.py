"""GOV.UK Frontend's options for a component, given to our component that does the same."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.template import engines
from markupsafe import Markup


class Unsupported(Exception):
    """The fixture uses an option that ours does not have."""


@cache
def macro(file: str, name: str) -> Callable[..., str]:
    """One of our macros."""
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return getattr(environment.get_template(f"pages/components/{file}.html").module, name)  # type: ignore[no-any-return]


def words(option: Any) -> Any:
    """Text or HTML as one value of ours."""
    if option is None:
        return ""
    if isinstance(option, str | int | float):
        return option
    if option.get("html"):
        return Markup(option["html"])
    return option.get("text", "")


class Options:
    """A fixture's options, taken one by one; what is left over is something we do not have."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.left = dict(options)

    def take(self, name: str, default: Any = None) -> Any:
        value = self.left.pop(name, default)
        return default if value is None else value

    def text(self, name: str = "") -> Any:
        """`text` or `html`, or `titleText` or `titleHtml`."""
        html = self.take(f"{name}Html" if name else "html")
        text = self.take(f"{name}Text" if name else "text", "")
        return Markup(html) if html else text

    def part(self, name: str, allowed: set[str]) -> dict[str, Any]:
        value = self.take(name, {})
        if set(value) - allowed:
            raise Unsupported(f"{name}: {', '.join(sorted(set(value) - allowed))}")
        return dict(value)

    def attributes(self, name: str = "attributes") -> dict[str, Any]:
        given = self.take(name, {})
        if any(isinstance(value, dict | list) for value in given.values()):
            raise Unsupported("attributes with options")
        return dict(given)

    def done(self) -> None:
        if self.left:
            raise Unsupported(", ".join(sorted(self.left)))


def _framed(options: Options) -> dict[str, Any]:
    """Hint, error and form group, which every form component has."""
    ours: dict[str, Any] = {}
    if "hint" in options.left:
        ours["hint"] = words(options.part("hint", {"text", "html"}))
    if "errorMessage" in options.left:
        error = options.part("errorMessage", {"text", "html", "visuallyHiddenText"})
        ours["error_prefix"] = error.pop("visuallyHiddenText", "Error")
        ours["error"] = words(error)
    group = options.part("formGroup", {"classes"})
    ours["group_classes"] = group.get("classes", "")
    return ours


def _labelled(options: Options) -> dict[str, Any]:
    label = options.part("label", {"text", "html", "classes", "isPageHeading"})
    if not words(label):
        raise Unsupported("no label")
    return {
        "label": words(label),
        "label_classes": label.get("classes", ""),
        "page_heading": bool(label.get("isPageHeading")),
        **_framed(options),
    }


def _fieldset(options: Options) -> dict[str, Any]:
    ours: dict[str, Any] = {"legend": ""}
    if "fieldset" in options.left:
        fieldset = options.part("fieldset", {"legend", "describedBy"})
        legend = fieldset.get("legend") or {}
        if not words(legend):
            raise Unsupported("a fieldset without a legend")
        if set(legend) - {"text", "html", "classes", "isPageHeading"}:
            raise Unsupported("legend options")
        ours["legend"] = words(legend)
        ours["legend_classes"] = legend.get("classes", "")
        ours["page_heading"] = bool(legend.get("isPageHeading"))
        ours["described_by"] = fieldset.get("describedBy", "")
    return ours


def _rest(options: Options, **names: str) -> dict[str, Any]:
    """Options that ours have under another name (`maxlength`), or the same in snake case."""
    ours = {}
    for theirs, name in names.items():
        if theirs in options.left:
            ours[name] = options.take(theirs)
    return {name: value for name, value in ours.items() if value is not None}


def _input(options: Options) -> str:
    ours = _labelled(options)
    for affix in ("prefix", "suffix"):
        if affix in options.left:
            ours[affix] = words(options.part(affix, {"text", "html"}))
    ours |= _rest(
        options,
        name="name",
        id="id",
        value="value",
        type="type",
        classes="classes",
        describedBy="described_by",
        autocomplete="autocomplete",
        inputmode="inputmode",
        spellcheck="spellcheck",
        autocapitalize="autocapitalize",
        pattern="pattern",
        disabled="disabled",
    )
    ours["attributes"] = options.attributes()
    options.done()
    return macro("input", "input")(**ours)


def _textarea(options: Options) -> str:
    ours = _labelled(options) | _rest(
        options,
        name="name",
        id="id",
        value="value",
        rows="rows",
        classes="classes",
        describedBy="described_by",
        autocomplete="autocomplete",
        spellcheck="spellcheck",
        disabled="disabled",
    )
    ours["attributes"] = options.attributes()
    options.done()
    return macro("textarea", "textarea")(**ours)


def _character_count(options: Options) -> str:
    ours = _labelled(options) | _rest(
        options,
        name="name",
        id="id",
        value="value",
        rows="rows",
        classes="classes",
        maxlength="maxlength",
        maxwords="maxwords",
        threshold="threshold",
        countType="count_type",
        spellcheck="spellcheck",
        textareaDescriptionText="says",
    )
    if ours.get("maxwords") or ours.get("count_type") == "words":
        ours.setdefault("says", "You can enter up to %{count} words")
    if not (ours.get("maxlength") or ours.get("maxwords")):
        raise Unsupported("no limit")
    if "countMessage" in options.left:
        ours["message_classes"] = options.part("countMessage", {"classes"}).get("classes", "")
    ours["attributes"] = options.attributes()
    options.done()
    return macro("character_count", "character_count")(**ours)


def _items(options: Options) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for given in options.take("items", []):
        if not given:
            raise Unsupported("an empty item, counted in ids")
        item = Options(given)
        ours: dict[str, Any] = {}
        if "divider" in given:
            made.append({"divider": given["divider"]})
            continue
        hint = item.part("hint", {"text", "html"})
        if words(hint):
            ours["hint"] = words(hint)
        label = item.part("label", {"classes"})
        if label:
            ours["label_classes"] = label["classes"]
        if item.take("behaviour") == "exclusive":
            ours["exclusive"] = True
        ours |= {
            k: item.left.pop(k) for k in ("value", "checked", "disabled", "id", "name") if k in item.left
        }
        ours["attributes"] = item.attributes()
        ours["text"] = item.text()
        item.done()
        made.append(ours)
    return made


def _radios(options: Options) -> str:
    ours = _fieldset(options) | _framed(options) | {"items": _items(options)}
    ours |= _rest(options, name="name", idPrefix="id", value="value", classes="classes")
    options.done()
    return macro("choices", "radios")(**ours)


def _checkboxes(options: Options) -> str:
    ours = _fieldset(options) | _framed(options) | {"items": _items(options)}
    ours |= _rest(options, name="name", idPrefix="id", values="values", classes="classes")
    described = options.take("describedBy")
    if described:
        ours["described_by"] = described
    options.done()
    return macro("choices", "checkboxes")(**ours)


def _date_input(options: Options) -> str:
    failing = "errorMessage" in options.left
    ours = _fieldset(options) | _framed(options)
    ours |= _rest(options, id="id", namePrefix="name_prefix", classes="classes")
    values = options.take("values", {})
    given = {name: options.left.pop(name, {"name": name}) for name in ("day", "month", "year")}
    items = options.take("items", []) or [
        {"name": name} | part for name, part in given.items() if part is not False
    ]
    if any(part != {"name": name} for name, part in given.items() if part) and values:
        raise Unsupported("values given twice")
    if any(
        set(item) - {"name", "id", "value", "label", "autocomplete", "classes", "error"} for item in items
    ):
        raise Unsupported("item options")
    marked = [item.get("error") or "govuk-input--error" in item.get("classes", "") for item in items]
    ours["parts"] = []
    for item, mark in zip(items, marked, strict=True):
        if set(item.get("classes", "").split()) - {
            "govuk-input--error",
            "govuk-input--width-2",
            "govuk-input--width-4",
        }:
            raise Unsupported("item classes")
        name = item["name"]
        part = {
            "name": name,
            "label": item.get("label", name.capitalize()),
            "width": 4 if name == "year" else 2,
        }
        part["error"] = mark or (failing and not any(marked) and item.get("error") is not False)
        part |= {key: item[key] for key in ("id", "value", "autocomplete") if key in item}
        if not item.get("value"):
            prefixed = f"{ours['name_prefix']}-{name}" if "name_prefix" in ours else name
            if "value" in given.get(name, {}):
                part["value"] = given[name]["value"]
            elif prefixed in values:
                part["value"] = values[prefixed]
        ours["parts"].append(part)
    options.done()
    return macro("date_input", "date_input")(**ours)


def _select(options: Options) -> str:
    ours = _labelled(options)
    ours["items"] = [item for item in options.take("items", []) if item]
    for item in ours["items"]:
        if item.get("selected") is None:
            item.pop("selected", None)
        if isinstance(item.get("value"), bool):
            item["value"] = str(item["value"]).lower()
    ours |= _rest(
        options,
        name="name",
        id="id",
        value="value",
        classes="classes",
        describedBy="described_by",
        disabled="disabled",
    )
    ours["attributes"] = options.attributes()
    options.done()
    return macro("select", "select")(**ours)


def _button(options: Options) -> str:
    ours = _rest(
        options,
        href="href",
        type="type",
        name="name",
        value="value",
        classes="classes",
        id="id",
        isStartButton="start",
        preventDoubleClick="prevent_double_click",
        disabled="disabled",
    )
    ours["text"] = options.text()
    if ours.get("start") and isinstance(ours["text"], Markup):
        raise Unsupported("a start button with HTML")
    ours["attributes"] = options.attributes()
    options.take("element")
    options.done()
    return macro("button", "button")(**ours)


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
    ours |= _rest(options, classes="classes")
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
    ours |= _rest(options, classes="classes")
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
    ours |= _rest(
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
        ours = _rest(options, classes="classes", **names)
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
    ours = _rest(options, classes="classes", id="id", open="open")
    ours["summary"] = options.text("summary")
    ours["attributes"] = options.attributes()
    text = options.text()
    options.done()
    return _called("details", "details", Markup("").join([text]), **ours)


def _notification_banner(options: Options) -> str:
    kind = options.take("type")
    ours = _rest(options, classes="classes", titleId="id", role="role", titleHeadingLevel="level")
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
    ours = _rest(options, headingLevel="level", classes="classes")
    if "govuk-panel--interruption" in ours.get("classes", ""):
        raise Unsupported("the interruption panel")
    ours["title"] = options.text("title")
    ours["text"] = options.text()
    ours["attributes"] = options.attributes()
    options.done()
    return macro("panel", "panel")(**ours)


def _breadcrumbs(options: Options) -> str:
    ours = _rest(options, labelText="label", classes="classes")
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
    ours: dict[str, Any] = _rest(options, landmarkLabel="label", classes="classes")
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
