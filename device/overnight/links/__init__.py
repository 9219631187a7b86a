"""Lessons from the internet: what is asked for, and fetching it without reaching the house."""
