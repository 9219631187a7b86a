"""Everything that touches hardware, disk, screen or network. It may import `scoring` and `models`."""
