"""Readings of a rule set: ways to evaluate the same rules, all with the same answers."""
