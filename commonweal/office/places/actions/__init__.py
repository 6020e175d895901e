"""What is done to places, an action to a file."""
