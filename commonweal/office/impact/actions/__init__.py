"""Every write on a report: who, why, and with which policies and population."""
