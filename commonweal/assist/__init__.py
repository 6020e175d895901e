"""Models that help staff and never decide, and the register that governs them."""
