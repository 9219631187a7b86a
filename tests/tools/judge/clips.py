"""Mannequins on film, and what BlazePose sees of them: the material of `make judge` and `make calibrate`.

A clip is a short performance of one movement. Its film and the track that the pose pipeline made of it are
kept under build/judge, named by a hash of the script and of the code that made them, so that a second run
only reads.
"""

import hashlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from tqdm import tqdm

from device.media.video import frames
from device.messages import Frame
from device.pose.film import track_video
from device.store.tracks import load_track, save_track
from models.mannequin.body import Body
from models.mannequin.filming import render
from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.scene import Clothes, Interior, Light, VirtualCamera
from models.mannequin.script import Performer, Script, Step
from models.mannequin.truth import PersonTruth
from scoring.body.track import PoseTrack

ROOT = Path(__file__).parents[3]
STORE = ROOT / "build" / "judge"
FPS = 20
SIZE = (480, 360)
CLIP_S = 7.0
EXERCISES = tuple(name for name, movement in MOVEMENTS.items() if movement.kind == "exercise")
# Seen from the front these hide half of the body behind the other half: a tutor films them from the side.
SIDE_VIEW = {"push_up": 90.0, "sit_up": 90.0, "bench_press": 90.0}
FLOOR_AIM_M = 0.45
# A tall person with the arms up is still whole in the picture.
DISTANCE_M = 4.2

BODIES = {
    "tutor": (Body(height_m=1.74), Clothes()),
    "tall": (Body(height_m=1.86, legs=1.03, girth=0.95), Clothes("#b23a48", "#3c3c46", "#8d5a3c", "#1d1512")),
    "short": (
        Body(height_m=1.58, legs=0.96, girth=1.12),
        Clothes("#e0b84c", "#2f4858", "#f0c8a8", "#8a5a2b"),
    ),
    "tutor2": (Body(height_m=1.68, shoulders=1.04), Clothes("#5b6c9d", "#20232b", "#b98560", "#3a2a20")),
    "broad": (Body(height_m=1.79, girth=1.15), Clothes("#6f9d5b", "#443c33", "#d7a987", "#57402c")),
    "slim": (Body(height_m=1.62, girth=0.9, legs=1.02), Clothes("#d8d3c8", "#60304a", "#6f4630", "#15100e")),
}


@dataclass(frozen=True)
class Clip:
    """One performance: who does what, how wrong, seen from where."""

    movement: str
    body: str
    yaw: float = 0.0
    errors: tuple[tuple[str, float], ...] = ()
    seed: int = 1
    bpm: float = 100.0
    room: str = "studio"
    # the same film, watched in a mirror
    flipped: bool = False

    @property
    def script(self):
        """The mannequin's script."""
        body, clothes = BODIES[self.body]
        movement = MOVEMENTS[self.movement]
        each = movement.beats * 60 / self.bpm
        floor = self.movement in SIDE_VIEW
        return Script(
            timeline=(Step(self.movement, max(1, round(CLIP_S / each)), errors=dict(self.errors)),),
            bpm=self.bpm,
            fps=FPS,
            width=SIZE[0],
            height=SIZE[1],
            camera=VirtualCamera(
                yaw_deg=SIDE_VIEW.get(self.movement, 0.0) + self.yaw,
                distance_m=DISTANCE_M,
                **({"aim_m": FLOOR_AIM_M} if floor else {}),
            ),
            room=Interior(self.room),
            light=Light(),
            people=(Performer(body=body, clothes=clothes, seed=self.seed),),
        )


@dataclass(frozen=True)
class Watched:
    """A clip after the pose pipeline."""

    clip: Clip
    track: PoseTrack
    truth: PersonTruth = field(repr=False)


def watch_all(clips):
    """Every clip's Watched, by clip; renders and looks, on all cores, at what is not in the store."""
    wanted = list(dict.fromkeys(clips))
    STORE.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        tracks = tqdm(pool.map(_track, wanted), total=len(wanted), desc="watching mannequins", mininterval=5)
        return {
            clip: Watched(clip, track, perform(clip.script).truth[0])
            for clip, track in zip(wanted, tracks, strict=True)
        }


def film_of(clip):
    """The clip's film, rendered when it is not in the store."""
    path = STORE / f"{_name(clip, 'models/mannequin')}.mp4"
    if not path.exists():
        render(clip.script, path, threads=1)
    return path


def _track(clip):
    path = STORE / f"{_name(clip, 'models/mannequin', 'device/pose')}.npz"
    if not path.exists():
        film = frames(film_of(clip))
        if clip.flipped:
            film = (Frame(frame.time_s, np.ascontiguousarray(frame.image[:, ::-1])) for frame in film)
        save_track(path, track_video(film, "lite")[0])
    return load_track(path)


def _name(clip, *folders):
    """Of the clip and of everything that decides what its file holds."""
    # a film has no sides; what was seen of it has
    flipped = "flipped" if clip.flipped and "device/pose" in folders else ""
    digest = hashlib.sha256(f"{clip.script}{flipped}{[code_of(folder) for folder in folders]}".encode())
    return f"{clip.movement}-{digest.hexdigest()[:20]}"


@cache
def code_of(folder):
    """A hash of the code in a folder."""
    code = hashlib.sha256()
    for path in sorted((ROOT / folder).rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def late(track, delay_s):
    """The same track, begun that much later: until then the person holds the first pose."""
    first = np.concatenate([[0.0], track.times + delay_s]) if delay_s > 0 else track.times
    rows = np.concatenate([[0], np.arange(len(track))]) if delay_s > 0 else np.arange(len(track))
    return PoseTrack(
        first, track.landmarks[rows], track.visibility[rows], track.world[rows],
        track.width, track.height, track.model,
    )  # fmt: skip
