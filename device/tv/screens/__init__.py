"""One file a screen of the TV, and what only one screen is made of."""
