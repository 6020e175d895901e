"""The caseworker's queue and the case on one screen."""
