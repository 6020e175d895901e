"""What the addresses of saving and coming back show."""
