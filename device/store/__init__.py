"""What the box keeps: database, files, uploads, backups."""
