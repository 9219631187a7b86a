"""Remote control of the TV by phones: typed messages over one Unix socket between admin page and station."""
