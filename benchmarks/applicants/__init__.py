"""Applicants over real HTTP: they read the pages they are shown, answer, send, and remember what they said."""
