"""The evening at the TV: what is shown, what a press does, and how the household's day looks on the wall."""
