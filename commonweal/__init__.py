"""Commonweal turns a public policy into a service that everyone can use."""
