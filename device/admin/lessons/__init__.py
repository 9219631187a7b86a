"""The library: its pages, editing a lesson, its files, lessons from a link."""
