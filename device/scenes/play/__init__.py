"""A match as scenes: getting ready, playing, its menu, practising an exercise, the result."""
