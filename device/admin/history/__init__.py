"""Matches and progress: pages, charts, export."""
