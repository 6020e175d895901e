"""How often something may be tried: counted by digest, so that no address and no name is kept."""
