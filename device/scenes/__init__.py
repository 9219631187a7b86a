"""The screens of the TV as scenes, and the main loop that shows them; drawing is in `device.tv`."""
