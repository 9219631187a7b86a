"""Taking what nobody reads out of a network's graph."""
