"""The settings, the camera check, and facts about the box."""
