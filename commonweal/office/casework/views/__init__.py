"""The pages of casework, a file for each."""
