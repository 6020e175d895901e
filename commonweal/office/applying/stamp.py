"""A short stamp of what a page showed, so that a save can tell that it has changed since."""

import hashlib
import json


def stamp(value: object) -> str:
    """The same for the same stored answer, and (but for one in 2^48) different for another."""
    written = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(written.encode(), digest_size=6).hexdigest()
