"""The box: settings, health, backups, help."""
