"""The remote control of the TV."""
