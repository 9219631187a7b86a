"""A worker without a thread."""


class Rounds:
    """In place of a `Worker`: every round is asked for by the test, of the one that was made last."""

    newest = None

    def __init__(self, _, step):
        self.step = step
        Rounds.newest = self

    def start(self):
        """Nothing runs by itself, and nothing goes wrong unseen."""

    check = stop = start
