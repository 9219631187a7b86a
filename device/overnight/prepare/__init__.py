"""Prepares a lesson in a confined child process: rendition, poses, segments, thumbnail."""
