"""Keying back: a paper form typed in by staff, a part of it to a page."""
