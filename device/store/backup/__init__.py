"""Backup and restore of the whole box: writing an archive, checking one, and replacing the data by it."""
