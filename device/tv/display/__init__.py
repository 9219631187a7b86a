"""The display itself, and the keys, mouse and gamepads that SDL reads."""
