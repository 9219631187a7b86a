"""A running match: its clock, the tutor's film, the camera's poses, pauses and announcements."""
