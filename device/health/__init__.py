"""The box looking after itself."""
