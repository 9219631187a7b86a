"""The night: turns uploads into lessons. The only part of the box that decodes files it did not make."""
