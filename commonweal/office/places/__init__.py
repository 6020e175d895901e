"""Where to get help near you: places and postcodes kept, imported and shown."""
