"""Phones: which are signed in, and which were signed in before."""
