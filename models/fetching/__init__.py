"""Networks and clips by name and hash: from their addresses, or out of packages."""
