"""The scripts of the demo: the lesson, and a user who follows it."""
