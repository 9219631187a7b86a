"""Sound: the lesson in step with its picture, effects and spoken cues over it, and the sound card."""
