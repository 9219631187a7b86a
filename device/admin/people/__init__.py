"""Members: pairing a phone, signing in, one's own account, the household's list."""
