"""What every process of the box runs on: threads, the clock, signals, the log, memory."""
