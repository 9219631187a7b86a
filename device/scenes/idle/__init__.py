"""The idle screen: the clock, the week, what the night did, a pairing code."""
