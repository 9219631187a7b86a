"""Presses of TV remotes (kernel input devices), key repeat, and the queue of all sources. No pygame."""
