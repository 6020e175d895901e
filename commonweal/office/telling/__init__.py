"""Telling people things the way they chose: by post, email or text, and in a form that they can read."""
