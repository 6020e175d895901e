"""Sign-in by OpenID Connect: optional for applicants, and for staff the council's own single sign-on."""
