"""Lessons from links: the spool of requests, and a download process that cannot reach the home network."""
