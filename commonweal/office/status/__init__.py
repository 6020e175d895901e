"""Where an application is, for the person who sent it."""
