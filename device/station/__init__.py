"""The TV: screens, drawing, display and sound. The only package that knows pygame."""

import os

# pygame greets on stdout, where our tables go
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
