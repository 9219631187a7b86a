"""The voice: all sentences that can be spoken, rendered to samples ahead of time."""
