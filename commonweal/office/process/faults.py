"""What can be wrong with a process while it runs."""


class ProcessFault(RuntimeError):
    """The process file cannot take this case on. The case is set aside for a person, never lost."""


class MachineRefusal(ProcessFault):
    """The process would tell of a decision that no person has made. UK GDPR Articles 22A to 22D."""
