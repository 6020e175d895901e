"""What a service is: reading, linting and walking a service folder. No web, no database."""
