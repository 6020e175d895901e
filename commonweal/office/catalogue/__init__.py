"""Which services are offered, and every version of each that a case may rest on."""
