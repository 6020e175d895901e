"""FEEL values as JSON that gives the very same values back."""
