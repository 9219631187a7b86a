"""Before a match: checks that people are placed and lit well enough, and counts down to the start."""
