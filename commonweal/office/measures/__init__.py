"""How well a service works for people, in totals that give nobody away."""
