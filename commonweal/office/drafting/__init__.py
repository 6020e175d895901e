"""Changing the policy without a developer: drafts, their checks, approval by a second person, publication."""
