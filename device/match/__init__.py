"""A match from getting ready to its saved result: lesson, clock, poses, scores. Nothing here draws."""
