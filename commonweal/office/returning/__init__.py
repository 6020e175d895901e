"""Save and come back, on any device, without an account."""
