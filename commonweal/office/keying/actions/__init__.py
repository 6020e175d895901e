"""What staff do with a paper form, an action to a file."""
