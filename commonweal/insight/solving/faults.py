"""What stops a scheme from being found."""


class SolvingFault(ValueError):
    """The question cannot be answered as it is put: the message says why and what to do."""
