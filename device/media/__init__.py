"""Reads and writes video and sound files by PyAV: probing, pictures by timestamp, sound as samples."""
