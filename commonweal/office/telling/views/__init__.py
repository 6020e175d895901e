"""The pages of how somebody is told."""
