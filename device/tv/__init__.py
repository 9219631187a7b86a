"""The TV: screens, drawing, display and sound. The only package that knows pygame."""

import os

# pygame greets on stdout, where our tables go
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# SDL would turn "end now" into an event that a busy loop never reads
os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
