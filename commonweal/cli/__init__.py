"""The command line: `commonweal check`, `try`, `decide`, `new`, and running the site."""

from __future__ import annotations

from commonweal.cli.application import app, main

__all__ = ["app", "main"]
