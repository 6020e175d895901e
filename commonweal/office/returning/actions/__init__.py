"""What is done to the ways back to an application, an action to a file."""
