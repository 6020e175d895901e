"""Someone helps: advisers of organisations who fill in an application with a person."""
