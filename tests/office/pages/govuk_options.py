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


def framed(options: Options) -> dict[str, Any]:
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


def renamed(options: Options, **names: str) -> dict[str, Any]:
    """Options that ours have under another name (`maxlength`), or the same in snake case."""
    ours = {}
    for theirs, name in names.items():
        if theirs in options.left:
            ours[name] = options.take(theirs)
    return {name: value for name, value in ours.items() if value is not None}
