"""Running a service for people: the Django project."""
