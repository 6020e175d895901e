"""Who carries messages, a carrier to a file."""
