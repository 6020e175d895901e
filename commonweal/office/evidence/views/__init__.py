"""The pages of evidence: those of who sends it, and those of who looks at it."""
