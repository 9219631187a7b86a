"""From getting ready for a match, through the match and its menu, to its result."""
