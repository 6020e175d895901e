"""The services that we ship, checked against what their councils published."""
