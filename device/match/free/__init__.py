"""Training without a lesson: what somebody does is named, counted and judged."""
