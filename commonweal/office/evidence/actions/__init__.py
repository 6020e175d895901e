"""What is done to evidence, an action to a file."""
