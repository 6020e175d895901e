"""The applicant's side: drafts, questions, checking, submitting."""
