"""What is done about telling people, an action to a file."""
