"""Messages as files in the outbox folder, for a demonstration or for another program to carry on."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from commonweal.office.letters.dispatch import outbox
from commonweal.office.messages.models import Message


class OutboxFolder:
    """Writes `messages/00000012-email.txt`, whole or not at all, readable by its owner alone."""

    def deliver(self, message: Message) -> str:
        """Write the file; the same message always has the same name."""
        folder = outbox() / "messages"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{message.pk:08d}-{message.kind}.txt"
        subject = f"Subject: {message.title}\n" if message.kind == Message.Kind.EMAIL else ""
        part = folder / f".{name}.{uuid4().hex}"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"To: {message.to}\n{subject}\n{message.body}")
            file.flush()
            os.fsync(file.fileno())
        part.replace(Path(folder) / name)
        return name
