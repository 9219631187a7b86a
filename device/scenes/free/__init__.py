"""Training without a lesson, and its end."""
