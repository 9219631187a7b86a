"""Spoken cues: what may be said, and the samples of it, rendered ahead."""
