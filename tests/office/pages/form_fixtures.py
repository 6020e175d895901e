"""GOV.UK Frontend's form components, rendered by ours."""

from typing import Any

from markupsafe import Markup

from tests.office.pages.govuk_options import Options, Unsupported, framed, macro, renamed, words


def _labelled(options: Options) -> dict[str, Any]:
    label = options.part("label", {"text", "html", "classes", "isPageHeading"})
    if not words(label):
        raise Unsupported("no label")
    return {
        "label": words(label),
        "label_classes": label.get("classes", ""),
        "page_heading": bool(label.get("isPageHeading")),
        **framed(options),
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


def _input(options: Options) -> str:
    ours = _labelled(options)
    for affix in ("prefix", "suffix"):
        if affix in options.left:
            ours[affix] = words(options.part(affix, {"text", "html"}))
    ours |= renamed(
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
    ours = _labelled(options) | renamed(
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
    ours = _labelled(options) | renamed(
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
    ours = _fieldset(options) | framed(options) | {"items": _items(options)}
    ours |= renamed(options, name="name", idPrefix="id", value="value", classes="classes")
    options.done()
    return macro("choices", "radios")(**ours)


def _checkboxes(options: Options) -> str:
    ours = _fieldset(options) | framed(options) | {"items": _items(options)}
    ours |= renamed(options, name="name", idPrefix="id", values="values", classes="classes")
    described = options.take("describedBy")
    if described:
        ours["described_by"] = described
    options.done()
    return macro("choices", "checkboxes")(**ours)


def _date_input(options: Options) -> str:
    failing = "errorMessage" in options.left
    ours = _fieldset(options) | framed(options)
    ours |= renamed(options, id="id", namePrefix="name_prefix", classes="classes")
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
    ours |= renamed(
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
    ours = renamed(
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
