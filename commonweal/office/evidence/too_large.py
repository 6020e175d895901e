"""Stops a body that is too large before it is read into memory or onto the disk, on every page."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_BODY: Final = 32 * 1024 * 1024


class RefuseTooLarge(FileUploadHandler):
    """The first upload handler: looks at the length only, and leaves files to those after it."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 (Django's signature)
        META: Any,  # noqa: ARG002, N803
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: Any = None,  # noqa: ARG002
    ) -> None:
        """Raise RequestDataTooBig for a body longer than any of our forms may send."""
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig("the body is larger than any form here may send")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Hand it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
