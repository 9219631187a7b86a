"""The phone steers the TV: typed messages over one local socket, station at one end, page at the other."""
