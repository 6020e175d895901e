"""The look and built-in pages of every screen."""
