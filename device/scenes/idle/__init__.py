"""The idle scene: clock, the household's week, what the night did, a pairing code."""
