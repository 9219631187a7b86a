"""The library: who trains, and which lesson; alerts that are read before it."""
