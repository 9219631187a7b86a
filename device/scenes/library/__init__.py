"""The library: choose people and a lesson; alerts are shown before it."""
