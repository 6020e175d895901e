"""Short messages to people, by email or text: written once, sent once, and forgotten when sent."""
