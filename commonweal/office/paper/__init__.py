"""Paper forms and phone scripts of a service, as PDF and as pages."""
