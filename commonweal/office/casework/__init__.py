"""The caseworker's desk: the queue, and a case on one screen with everything that can be done to it."""
