"""Presses from everything that is not the window: remotes, and one queue of all sources. Knows no pygame."""
