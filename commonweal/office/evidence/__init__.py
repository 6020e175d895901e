"""Photos and PDFs that people send as evidence: checked, made harmless, kept apart and looked at."""
