"""The HTTP server: waitress, and its limits."""
