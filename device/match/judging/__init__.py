"""Judges the people in a match: one participant and one referee per person, with a scoring method."""
