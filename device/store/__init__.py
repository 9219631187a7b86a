"""What the box keeps on disk. For now: pose tracks."""
