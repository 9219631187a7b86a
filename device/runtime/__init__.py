"""Shared by all processes of the box: threads, clock, signals, log, memory, systemd."""
