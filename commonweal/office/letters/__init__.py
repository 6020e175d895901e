"""Letters: queued with the decision, written and sent by the worker."""
