"""The log never holds what people told us: no request bodies, no exception texts, no local values.

Nor does it hold addresses as they were asked for: a link that opens an application is one, and so is
whatever somebody typed. It says which of our pages it was, by the page's pattern.
"""

import logging
import traceback
from types import TracebackType
from typing import Final

from commonweal.office.records.busy import is_busy

_REFUSED: Final = frozenset(
    f"django.security.{name}" for name in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
)
"""Who is told that somebody sent more than is taken: the sender. It is no error of ours."""


class PrivateLog(logging.Filter):
    """Drops what Django attaches to a record: the request with its POST data.

    A request that was refused for its size, or while the database was busy, is a warning in a line.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without its request."""
        _say_which_page(record, record.__dict__.pop("request", None))
        record.__dict__.pop("sql", None)
        record.__dict__.pop("params", None)
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if record.name in _REFUSED or is_busy(error):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
            if error is not None:
                record.msg, record.args = "%s (%s)", (record.getMessage(), type(error).__name__)
        return True


def _say_which_page(record: logging.LogRecord, request: object) -> None:
    """Put the pattern of the page in place of the address that was asked for."""
    path = getattr(request, "path", "")
    if not path or not isinstance(record.args, tuple):
        return
    match = getattr(request, "resolver_match", None)
    pattern = f"/{match.route}" if match is not None else "no page of ours"
    record.args = tuple(pattern if path in str(each) else each for each in record.args)


class PrivateFormatter(logging.Formatter):
    """Writes an exception as its type and its places in the code: its text may quote an answer."""

    def formatException(  # noqa: N802 (logging's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The chain of exception types, each with its file, line and function."""
        error = ei[1]
        return describe_error(error) if error else ""


def describe_error(error: BaseException) -> str:
    """Say what went wrong and where, without the exception's own words."""
    lines = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)
