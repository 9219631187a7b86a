"""The part "real people" of `make judge`: plays everything, and sums it up."""

from tests.tools.judge.people import one_angle, one_recording, pairs_of_clips, plays, prmd, repetitions, table
from tests.tools.judge.people.clips import data_folder


def measure():
    """The table (`table.rows`), or None, with a line, without FORMBOX_DATA."""
    if data_folder() is None:
        print("FORMBOX_DATA is not set: real people are left out")
        return None
    recordings, offsets = one_recording.plays()
    every = [*pairs_of_clips.plays(), *recordings, *repetitions.plays(), *prmd.plays(), *one_angle.plays()]
    return table.rows(plays.outcomes(every), offsets)
