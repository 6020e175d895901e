"""Cases, decisions and the chain of events: what is known, and that nothing was altered."""
