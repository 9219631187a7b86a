"""The time of a film whose clock restarts, jumps or stands still, rebuilt from the order of its packets.

Two recordings in one file begin at 0 twice; a camera that is given the time while it films jumps ahead; a
broken recorder writes one time for every picture. Players show such films; so a film's packets are given
times that rise, and only what the clock did wrong is taken out: a picture that stands for a while stays.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

# A gap longer than this, s, is the clock's and not the film's, unless the sound goes on meanwhile. A picture
# that stands, as on a slide, seldom does so longer.
GAP_MAX_S: Final = 30.0
# A clock that goes back by more than this, s, begins anew at once; a smaller step may be one packet's error.
RESTART_S: Final = 0.5
# Pictures that a decoder puts in order, at most (H.264 and HEVC).
REORDERED: Final = 16
# Packets that show whether a clock stays where it went.
NEXT: Final = 4

Ticks = NDArray[np.int64]
# whether the other track goes on between two times of the file, in ticks
Carried = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Pictures whose times are right among themselves: to those from begin to end `shift` is added, ticks."""

    begin: int
    end: int
    shift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """How a film's times are rebuilt; without pieces its clock is right.

    pieces: in the order of the rebuilt time; changes: (number of a packet, what is added to its time and to
    those after it, ticks), rising; base: s a tick; step: from one picture to the next of a film without
    times, whose pictures are counted, ticks; 0 where it has times.
    """

    pieces: tuple[Piece, ...] = ()
    changes: tuple[tuple[int, int], ...] = ()
    base: Fraction = Fraction(1)
    step: int = 0

    @property
    def broken(self) -> bool:
        """Whether times are rebuilt; then a film is read from its beginning."""
        return self.rebuilt or self.step > 0

    @property
    def rebuilt(self) -> bool:
        """Whether the film has times of its own, and they were wrong."""
        return bool(self.changes)

    def shifts(self, count: int) -> list[int]:
        """What is added to the time of each of `count` packets."""
        found = np.zeros(count, np.int64)
        for number, shift in self.changes:
            found[number:] = shift
        return [int(shift) for shift in found]

    def retimed(self, packets: Iterator[av.Packet]) -> Iterator[av.Packet]:
        """All packets of the film, from its first, with their rebuilt times."""
        coming = deque(self.changes)
        shift = number = 0
        for packet in packets:
            if packet.size and (packet.pts is not None or packet.dts is not None):
                while coming and coming[0][0] <= number:
                    shift = coming.popleft()[1]
                number += 1
            if shift:
                packet.pts = None if packet.pts is None else packet.pts + shift
                packet.dts = None if packet.dts is None else packet.dts + shift
            yield packet

    def timed(self, pictures: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
        """The decoded pictures, from the first; those of a film without times get theirs in their order."""
        for number, picture in enumerate(pictures):
            if self.step:
                picture.pts, picture.time_base = number * self.step, self.base
            yield picture


RIGHT: Final = Timeline()


def timeline_of(
    times: Ticks, keys: NDArray[np.bool_], step: int, base: Fraction, carried: Carried
) -> Timeline:
    """The timeline of packets in the order of the file.

    times (N,): when each is shown, ticks; keys (N,): whether decoding can begin there; step: from one picture
    to the next, as the file says, ticks; base: s a tick. Raises ValueError for arrays of different lengths.
    """
    if times.shape != keys.shape or times.ndim != 1:
        raise ValueError("each packet has a time and is a key packet or none")
    second = float(1 / base)
    if _rises(times, second):
        return RIGHT
    pieces, shifts = _Packets(times.tolist(), keys.tolist(), max(step, 1), second).rebuilt(carried)
    numbers = [
        number for number in range(len(shifts)) if shifts[number] != (shifts[number - 1] if number else 0)
    ]
    changes = tuple((number, shifts[number]) for number in numbers)
    return Timeline(pieces=tuple(pieces), changes=changes, base=base) if changes else RIGHT


def _rises(times: Ticks, second: float) -> bool:
    """Whether times only rise, but for what a decoder puts in order, and without long gaps."""
    if len(times) < 2:
        return True
    steps = np.diff(np.sort(times))
    if steps.max() > GAP_MAX_S * second or steps.min() <= 0:
        return False
    # a packet is at most REORDERED places from where its time puts it
    return bool(np.abs(np.argsort(times) - np.arange(len(times))).max() <= REORDERED)


@dataclass(frozen=True, slots=True)
class _Packets:
    """times, keys: of each packet; step: ticks from one picture to the next; second: ticks."""

    times: list[int]
    keys: list[bool]
    step: int
    second: float

    def rebuilt(self, carried: Carried) -> tuple[list[Piece], list[int]]:
        """(pieces, what is added to each packet's time)."""
        bounds, strays = self._runs()
        pieces: list[Piece] = []
        shifts: list[int | None] = [None] * len(self.times)
        for start, stop in pairwise([*bounds, len(self.times)]):
            numbers = [number for number in range(start, stop) if number not in strays]
            for group in self._groups(sorted(numbers, key=self.times.__getitem__), carried):
                begin, end = self.times[group[0]], self.times[group[-1]]
                follows = pieces[-1].end + pieces[-1].shift + self.step if pieces else begin
                pieces.append(Piece(begin=begin, end=end, shift=follows - begin))
                for number in group:
                    shifts[number] = follows - begin
        for number, known in enumerate(shifts):
            if known is None:  # one wrong time: half a step behind the packet before
                before = self.times[number - 1] + (shifts[number - 1] or 0)
                shifts[number] = before + self.step // 2 - self.times[number]
        return pieces, [shift or 0 for shift in shifts]

    def _runs(self) -> tuple[list[int], set[int]]:
        """(numbers of the packets at which the clock begins anew, of those whose time alone is wrong)."""
        times, bounds, strays = self.times, [0], set()
        end, followed = times[0], False
        for number in range(1, len(times)):
            time = times[number]
            if not self._late(number, bounds[-1], end):
                end, followed = max(end, time), False
                continue
            after = times[number + 1 : number + 1 + NEXT]
            if end - time >= RESTART_S * self.second:
                near = sum(abs(one - time) < abs(one - end) for one in after)
                anew = 2 * near > len(after) or not after
            else:
                anew = followed or (bool(after) and self._late(number + 1, bounds[-1], end))
            if anew:
                bounds.append(number)
                end = time
            else:
                strays.add(number)
            followed = anew
        return bounds, strays

    def _late(self, number: int, start: int, end: int) -> bool:
        """Whether a packet comes after one that is shown later, and no decoder would put them in order."""
        time, recent = self.times[number], self.times[max(start, number - REORDERED) : number]
        before = min(recent, default=time) - RESTART_S * self.second
        return time <= end and (self.keys[number] or time in recent or time < before)

    def _groups(self, ordered: list[int], carried: Carried) -> Iterator[list[int]]:
        """Packets in the order of their times, parted where the clock jumped ahead."""
        group: list[int] = []
        for number in ordered:
            ahead = group and self.times[number] - self.times[group[-1]] > GAP_MAX_S * self.second
            if ahead and not carried(self.times[group[-1]], self.times[number]):
                if number == ordered[-1]:
                    # one picture far from all others: the film's last is taken as it is, any other is wrong
                    if number >= len(self.times) - REORDERED:
                        group.append(number)
                    continue
                yield group
                group = []
            group.append(number)
        if group:
            yield group
