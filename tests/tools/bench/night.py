"""The night's work against MediaPipe's full model over the same film: seconds a second of video, and memory.

`python -m tests.tools.bench.night` prints the figures. Both run on one core and processor time is counted,
decoding included on both sides; ours makes the rendition, the track, the segments and the files as well. The
film is a real person's, five seconds of it, as it is (4K or 60 pictures a second where the camera gave that).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from models.fetching.fetch import fetch
from models.fetching.samples import sample
from tests.tools.bench.pose_parity import PEER_PYTHON, ROOT

CLIP = "sports2d"
MODEL = "full"
PEER = """
import json, os, sys, time
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
import cv2, mediapipe
pose = mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=1, smooth_landmarks=True)
film = cv2.VideoCapture(sys.argv[1])
cv2.setNumThreads(1)
# the first picture pays for the networks' loading
pose.process(cv2.cvtColor(film.read()[1], cv2.COLOR_BGR2RGB))
count, began = 0, time.process_time()
while True:
    there, image = film.read()
    if not there:
        break
    pose.process(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
    count += 1
answers.write(json.dumps({"cpu_s": time.process_time() - began, "pictures": count}))
answers.flush()
"""
OURS = """
import json, sys, time
from pathlib import Path
from device.overnight.prepare.preparing import prepare
from device.store.folder import LessonFiles
began = time.process_time()
at = {}
def tell(stage, percent, length_s):
    at.setdefault(stage, time.process_time() - began)
facts = prepare(LessonFiles(Path(sys.argv[1])), sys.argv[2], tell)
lines = Path("/proc/self/status").read_text().splitlines()
peak = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")}
print(json.dumps({
    "cpu_s": time.process_time() - began, "length_s": facts.duration_s,
    "rss_mb": peak["VmHWM"], "rendition_s": at["poses"], "poses_s": at["finishing"] - at["poses"],
}))
"""


def measure(clip=CLIP, model=MODEL):
    """night_ratio: our processor time over MediaPipe's; night_s_per_s, night_rss_mb, and the parts."""
    _set_up_peer()
    film = sample(clip)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    core = min(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        lesson = Path(folder) / "lesson"
        lesson.mkdir()
        (lesson / "original").write_bytes(film.read_bytes())
        ours = _told([sys.executable, "-c", OURS, str(lesson), model], core, environment)
    peer = _told([str(PEER_PYTHON), "-c", PEER, str(film)], core, environment)
    length_s = ours["length_s"]
    return {
        "night_ratio": round(ours["cpu_s"] / peer["cpu_s"], 4),
        "night_s_per_s": round(ours["cpu_s"] / length_s, 3),
        "night_peer_s_per_s": round(peer["cpu_s"] / length_s, 3),
        "night_rendition_s_per_s": round(ours["rendition_s"] / length_s, 3),
        "night_poses_s_per_s": round(ours["poses_s"] / length_s, 3),
        "night_rss_mb": round(ours["rss_mb"], 1),
    }


def _told(command, core, environment):
    """What a process on one core prints at its end."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    return json.loads(done.stdout)


def _set_up_peer():
    """Put our checked full network where MediaPipe looks for it; FileNotFoundError without .venv-peers."""
    if not PEER_PYTHON.exists():
        raise FileNotFoundError(f"{PEER_PYTHON} is missing: make peers")
    (folder,) = (ROOT / ".venv-peers" / "lib").glob("python3*/site-packages/mediapipe/modules/pose_landmark")
    source = fetch(["full"])["full"]
    target = folder / source.name
    if not target.exists():
        target.write_bytes(source.read_bytes())


def main():
    """Print the figures."""
    for name, value in measure(*sys.argv[1:]).items():
        print(f"{name:<28}{value:>10}")


if __name__ == "__main__":
    main()
