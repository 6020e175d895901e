"""Knowing: populations and impact, measures, places and inclusion, roll-out, planning."""
