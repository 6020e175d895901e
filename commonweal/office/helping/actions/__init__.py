"""What is done when somebody helps, an action to a file."""
