"""Our pose pipeline against MediaPipe 0.10.21's own lite solution: speed and agreement on the same frames.

`python -m tests.tools.bench.pose_parity` prints the table. Both run on one core, in turns of BLOCK frames,
and processor time is counted (of all threads of the process), so that what else runs on the machine hurts
little and both alike. Needs .venv-peers (see `set_up_peer`).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from device.pose.appearance import colours_of
from device.pose.estimator import BlazePose
from models.fetching.fetch import fetch
from scoring.body.joints import JOINT_LANDMARKS, Landmark
from tests.tools.bench.films import frames_of, store

ROOT = Path(__file__).parents[3]
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
VIEWS = ("single_cam01", "single_cam02", "single_cam03", "single_cam04")
CLIPS = (*VIEWS, "sports2d")
BLOCK = 10
SHORT_SIDE_PX = 480
PCK_REACH = 0.2
# MediaPipe's Python solution gives every frame this step, whatever the film's rate
STEP_S = 1 / 30
PAIRS = ("multi_cam01", "multi_cam02", "multi_cam03", "multi_cam04")
# colours must fit the other place clearly better than their own before that is called a swap
SWAPPED = 0.7
JOINTS = list(JOINT_LANDMARKS)


def set_up_peer():
    """Put our checked lite network where MediaPipe looks for it, so that it does not try to fetch its own.

    Raises FileNotFoundError when .venv-peers is not there.
    """
    if not PEER_PYTHON.exists():
        raise FileNotFoundError(f"{PEER_PYTHON} is missing: make peers")
    (folder,) = (ROOT / ".venv-peers" / "lib").glob("python3*/site-packages/mediapipe/modules/pose_landmark")
    source = fetch(["lite"])["lite"]
    target = folder / source.name
    if not target.exists():
        shutil.copyfile(source, target)


class Peer:
    """The other process."""

    def __init__(self, core):
        self._process = subprocess.Popen(
            [PEER_PYTHON, Path(__file__).with_name("mediapipe_peer.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""},
        )
        os.sched_setaffinity(self._process.pid, {core})

    def ask(self, **order):
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("MediaPipe's process ended")
        return json.loads(line)

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def compare(peer, name, folder, short_side=SHORT_SIDE_PX, make=BlazePose):
    """Both pipelines on one clip: times in ms and landmarks (n, 33, 3) px, NaN where lost."""
    path, shape = store(name, folder, short_side)
    peer.ask(open=str(path), shape=shape)
    frames = np.memmap(path, np.uint8, "r", shape=shape)
    ours = make()
    ms, peer_ms, landmarks, peer_landmarks = [], [], [], []
    lost = np.full((33, 3), np.nan)
    for start in range(0, shape[0], BLOCK):
        answer = peer.ask(**{"from": start, "to": start + BLOCK})
        peer_ms += answer["ms"]
        peer_landmarks += [lost if marks is None else np.array(marks) for marks in answer["landmarks"]]
        for number in range(start, min(start + BLOCK, shape[0])):
            image = np.array(frames[number])  # in memory, as from a camera: not a file's pages
            began = time.process_time()
            (pose,) = ours.estimate(image, number * STEP_S)
            ms.append((time.process_time() - began) * 1e3)
            landmarks.append(lost if pose is None else pose.landmarks)
    ours.close()
    path.unlink()
    return np.array(ms), np.array(peer_ms), np.array(landmarks), np.array(peer_landmarks)


def pck(landmarks, truth, chosen=slice(None)):
    """The share of the truth's landmarks within PCK_REACH torso lengths; a lost frame counts as wrong."""
    seen = np.isfinite(truth[:, 0, 0])
    truth, landmarks = truth[seen, :, :2], landmarks[seen, :, :2]
    hips = truth[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
    shoulders = truth[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=1)
    reach = PCK_REACH * np.linalg.norm(shoulders - hips, axis=1)[:, None]
    near = np.linalg.norm(landmarks - truth, axis=2) <= reach
    return float(near[:, chosen].mean())


def measure(clips=CLIPS, short_side=SHORT_SIDE_PX):
    """Every clip against the peer: a dict with `pose_ratio`, `pose_pck_min` and `clips`."""
    set_up_peer()
    core = min(os.sched_getaffinity(0))
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    peer = Peer(core)
    table, ms, peer_ms = {}, [], []
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name in clips:
                own, other, landmarks, truth = compare(peer, name, Path(folder), short_side)
                ms.append(own)
                peer_ms.append(other)
                table[name] = {
                    "frames": len(own),
                    "ms": round(float(np.median(own)), 3),
                    "peer_ms": round(float(np.median(other)), 3),
                    "pck": round(pck(landmarks, truth), 4),
                    "pck_joints": round(pck(landmarks, truth, JOINTS), 4),
                    "seen": int(np.isfinite(landmarks[:, 0, 0]).sum()),
                    "peer_seen": int(np.isfinite(truth[:, 0, 0]).sum()),
                }
    finally:
        peer.close()
        os.sched_setaffinity(0, before)
    pairs = {name: swaps(name, short_side) for name in PAIRS}
    own, other = float(np.median(np.concatenate(ms))), float(np.median(np.concatenate(peer_ms)))
    return {
        "pose_ms": round(own, 3),
        "pose_peer_ms": round(other, 3),
        "pose_ratio": round(own / other, 4),
        "pose_pck_min": min(row["pck"] for name, row in table.items() if name in VIEWS or clips != CLIPS),
        "pose_swaps": sum(row["swaps"] for row in pairs.values()),
        "clips": table,
        "pairs": pairs,
    }


def swaps(name, short_side=SHORT_SIDE_PX):
    """A two-person clip: frames with each person seen, and how often the two swap places.

    A place whose trunk changes its colour for the other's has changed its owner.
    """
    estimator = BlazePose(people=2)
    seen, owners = np.zeros(2, int), []
    known = [None, None]
    for number, image in enumerate(frames_of(name, short_side)):
        poses = estimator.estimate(image, number * STEP_S)
        seen += [pose is not None for pose in poses]
        if None in poses:
            continue
        colours = [np.nan_to_num(colours_of(image, pose)) for pose in poses]
        if known[0] is None:
            known = colours
        straight = sum(np.linalg.norm(a - b) for a, b in zip(known, colours, strict=True))
        crossed = sum(np.linalg.norm(a - b) for a, b in zip(known, colours[::-1], strict=True))
        owners.append(crossed < SWAPPED * straight)
    estimator.close()
    changed = int(np.abs(np.diff(np.array(owners, int))).sum()) if owners else 0
    return {"seen": seen.tolist(), "swaps": changed}


def main():
    """Print the table."""
    native = "--native" in sys.argv[1:]
    result = measure(short_side=None if native else SHORT_SIDE_PX)
    for name, row in (result["clips"] | result["pairs"]).items():
        print(name, row)
    print({key: value for key, value in result.items() if key not in ("clips", "pairs")})


if __name__ == "__main__":
    main()
