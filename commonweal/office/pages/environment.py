"""The Jinja2 environment of every page."""

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Build the environment; Django passes loader and autoescape."""
    return Environment(**options)  # noqa: S701 (Django turns autoescape on)
