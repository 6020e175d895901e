"""OMG DMN 1.5 decision models: read, prepared, decided, traced and put into words."""
