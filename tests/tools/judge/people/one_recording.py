"""One recording against itself: by the other network, slower, quicker, late, early, and standing still."""

from dataclasses import replace

import numpy as np

from device.match.results.offset import FoundBy, in_step, offset_between
from scoring.body.directions import directions
from scoring.body.sampling import resample
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.pairs import sampled
from tests.tools.judge.people.clips import PARTS, cut, samples
from tests.tools.judge.people.plays import Play
from tests.tools.judge.people.splits import split_of

NETWORK = "the other network"
SLOWER, QUICKER = "10 % slower", "10 % quicker"
STILL, STILL_SHORT = "standing still", "standing, 2 s lesson"
# How much later recordings begin, s; negative: they miss the lesson's begin.
DELAYS_S = (3.0, 5.0, -3.0)
# Of parts that last less an early recording leaves too little.
DELAYED_MIN_S = 7.0
# A lesson of two seconds, from its second second on, samples.
SHORT = slice(round(SAMPLE_RATE_HZ), round(3 * SAMPLE_RATE_HZ))
# A tutor who moves less in them stands too: the largest spread of a line, radians.
SHORT_MOVES_MIN = 0.3
# How the network shakes on somebody who stands, shares of the body's size in the picture and m.
SHAKES, SHAKES_M = 0.004, 0.008


def delayed(delay_s):
    """The name of a row."""
    return f"{abs(delay_s):.0f} s {'late' if delay_s > 0 else 'early'}, by compare"


def plays():
    """All of them, and what the offsets of delayed recordings were found to be: (row, split, s wrong)."""
    found, offsets = [], []
    for name in (name for name, part in PARTS.items() if part.is_lesson):
        tutor, user = samples(name), samples(name, "full")
        users = {
            NETWORK: user,
            SLOWER: at_tempo(user, 0.9),
            QUICKER: at_tempo(user, 1.1),
            STILL: standing(tutor),
        }
        found += [_play(row, name, tutor, one) for row, one in users.items()]
        found.append(_play(NETWORK, name, user, tutor))
        lesson = _rows(tutor, SHORT)
        if len(tutor) >= SHORT.stop and moves(lesson) >= SHORT_MOVES_MIN:
            found.append(_play(STILL_SHORT, name, lesson, standing(lesson)))
        if len(tutor) >= DELAYED_MIN_S * SAMPLE_RATE_HZ:
            for delay_s in DELAYS_S:
                one, wrong_s = _compared(name, delay_s)
                found.append(_play(delayed(delay_s), name, tutor, one))
                offsets.append((delayed(delay_s), split_of(name), wrong_s))
    return found, offsets


def _play(row, name, tutor, user):
    return Play(row=row, split=split_of(name), about=name, tutor=tutor, user=user)


def _compared(name, delay_s):
    """The recording as `compare` brings it in step, sampled, and the offset's error, s; NaN: not found."""
    recorded = begun_later(cut(name, "full"), delay_s)
    offset = offset_between(cut(name), [recorded])
    wrong_s = abs(offset.seconds - delay_s) if offset.found_by is not FoundBy.NONE else float("nan")
    return sampled(in_step(recorded, offset), len(samples(name))), wrong_s


def begun_later(track, delay_s):
    """The track of a recording whose subject waits for delay_s in the first pose; negative: cut off."""
    if delay_s <= 0:
        rows = track.times >= -delay_s
        return _taken(track, rows, track.times[rows] + delay_s)
    step = float(np.median(np.diff(track.times)))
    first = int(np.argmax(track.seen))
    waiting = np.arange(0, delay_s - step / 2, step)
    rows = np.concatenate([np.full(len(waiting), first), np.arange(len(track))])
    return _taken(track, rows, np.concatenate([waiting, track.times + delay_s]))


def at_tempo(track, tempo):
    """A sampled track played `tempo` times as fast."""
    places = np.arange(int((len(track) - 1) / tempo)) * tempo / SAMPLE_RATE_HZ
    return replace(resample(track, places), times=np.arange(len(places)) / SAMPLE_RATE_HZ)


def standing(track):
    """Somebody who stands as the track's first pose throughout, seen by a network that shakes."""
    random = np.random.default_rng(0)
    rows = np.full(len(track), int(np.argmax(track.seen)))
    still = _taken(track, rows, track.times)
    size = np.nanmax(np.ptp(still.landmarks[0, :, :2], axis=0))
    shakes, shakes_m = random.standard_normal((2, *still.landmarks.shape)).astype(np.float32)
    return replace(
        still,
        landmarks=still.landmarks + shakes * np.float32(size * SHAKES),
        world=still.world + shakes_m * np.float32(SHAKES_M),
    )


def moves(track):
    """How much a sampled track moves: the largest standard deviation of a line about its mean, radians."""
    lines = directions(track.landmarks, track.visibility, track.world)
    known = lines[:, :, np.isfinite(lines).all(axis=(0, 1))]
    return float(np.sqrt(known.var(axis=0).sum(axis=0)).max(initial=0.0))


def _rows(track, rows):
    return _taken(track, rows, track.times[rows] - track.times[rows][0])


def _taken(track, rows, times):
    return replace(
        track,
        times=times,
        landmarks=track.landmarks[rows],
        visibility=track.visibility[rows],
        world=track.world[rows],
    )
