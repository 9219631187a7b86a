"""A running match: lesson clock, tutor's film, poses from the camera, pauses, sounds."""
