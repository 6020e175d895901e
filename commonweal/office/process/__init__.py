"""What happens after someone applies: the BPMN file, run."""
