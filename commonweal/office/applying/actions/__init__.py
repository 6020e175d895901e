"""What an applicant can do to an application, an action to a file."""
