"""Checks of the box's hardware and system: disk, temperature, power, cameras, versions."""
