"""The scripts that are shipped: the demo lesson and somebody who follows it."""
