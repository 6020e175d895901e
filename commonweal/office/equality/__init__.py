"""The equality questions: asked of everybody, answered by those who wish, kept as totals alone."""
