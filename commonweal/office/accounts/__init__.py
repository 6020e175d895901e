"""Who works here: staff sign-in and out, roles, and what each role may do."""
