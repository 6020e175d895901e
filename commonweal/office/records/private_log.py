"""The log never holds what people told us: no request bodies, no exception texts, no local values."""

import logging
import traceback
from types import TracebackType


class PrivateLog(logging.Filter):
    """Drops what Django attaches to a record: the request with its POST data."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without its request."""
        record.__dict__.pop("request", None)
        record.__dict__.pop("sql", None)
        record.__dict__.pop("params", None)
        return True


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
