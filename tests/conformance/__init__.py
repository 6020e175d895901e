"""Suites of other people that this project must pass."""
