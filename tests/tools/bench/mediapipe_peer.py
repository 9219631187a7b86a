"""MediaPipe's own pose solution behind a pipe; runs inside .venv-peers, where nothing of ours is installed.

Reads one JSON object a line: {"open": file, "shape": [n, h, w, 3]} starts a film of raw RGB frames,
{"from": a, "to": b} runs a block of it, answered by {"ms": [...], "landmarks": [[33 x 3] | null]}:
processor time of all threads, x and y in px.
"""

import json
import os
import sys
import time

import mediapipe
import numpy as np


def main() -> None:
    """Answer until stdin ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # the libraries below write to stdout
    frames = pose = None
    for line in sys.stdin:
        order = json.loads(line)
        if "open" in order:
            if pose is not None:
                pose.close()
            frames = np.memmap(order["open"], np.uint8, "r", shape=tuple(order["shape"]))
            pose = mediapipe.solutions.pose.Pose(
                static_image_mode=False, model_complexity=0, smooth_landmarks=True
            )
            reply = {"ready": mediapipe.__version__}
        else:
            reply = {"ms": [], "landmarks": []}
            for frame in frames[order["from"] : order["to"]]:
                image = np.array(frame)  # in memory, as from a camera: not a file's pages
                began = time.process_time()
                found = pose.process(image).pose_landmarks
                reply["ms"].append((time.process_time() - began) * 1e3)
                height, width = image.shape[:2]
                reply["landmarks"].append(
                    found and [[mark.x * width, mark.y * height, mark.z * width] for mark in found.landmark]
                )
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
