"""What a person is told: colours, arrows, cues, and when not to trust what was seen."""
