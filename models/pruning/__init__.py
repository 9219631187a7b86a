"""Removes unused outputs from a network's graph."""
