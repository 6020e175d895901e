"""What may be done to a draft: each in one transaction with its event."""
