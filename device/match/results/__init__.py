"""After a match: the report, saving it in the history, and judging recordings."""
