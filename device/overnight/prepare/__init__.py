"""Preparing a lesson in a confined child process: film, poses, segments, pictures."""
