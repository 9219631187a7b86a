"""Before a match: whether somebody stands where they can be seen well enough."""
