"""The settings at the TV, the camera check, and facts about the box."""
