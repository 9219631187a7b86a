"""Real people: four cameras saw one motion at once (pose2sim); another person did something else (sports2d).

Every two cameras are a pair of the same movement from another angle; a camera against the other film is
another movement. Fetched by name and hash, never kept in the project.
"""

import itertools
from pathlib import Path

import numpy as np

from device.media.video import frames
from device.pose.film import track_video
from device.session.lesson import lesson_of
from device.session.methods import METHODS
from device.session.replay import judge
from models.errors import ModelError
from models.samples import sample
from tests.judge.pairs import auc

VIEWS = tuple(f"single_cam0{number}" for number in (1, 2, 3, 4))
OTHER = "sports2d"
FIT = (960, 960)


def measure():
    """Scores by method; empty, with a line, when the clips cannot be fetched."""
    try:
        paths = {name: sample(name) for name in (*VIEWS, OTHER)}
    except ModelError as error:
        print(f"real people are left out: {error}")
        return {}
    tracks = {name: track_video(frames(path, FIT))[0] for name, path in paths.items()}
    report = {}
    for method in METHODS:
        same = [_score(tracks[a], tracks[b], method) for a, b in itertools.permutations(VIEWS, 2)]
        other = [_score(tracks[a], tracks[OTHER], method) for a in VIEWS]
        other += [_score(tracks[OTHER], tracks[a], method) for a in VIEWS]
        report[method] = {"same": same, "other": other, "auc": auc(same, other)}
    return report


def _score(tutor, user, method):
    return judge(lesson_of(Path("real"), tutor), user, method).final


def show(report):
    """Print the table."""
    for method, row in report.items():
        same, other = np.array(row["same"]), np.array(row["other"])
        unjudged = int(np.isnan(same).sum() + np.isnan(other).sum())
        print(
            f"\nreal people, method {method}: same motion, other camera {np.nanmean(same):.1f} "
            f"({np.nanmin(same):.1f} to {np.nanmax(same):.1f}); other motion {np.nanmean(other):.1f} "
            f"({np.nanmin(other):.1f} to {np.nanmax(other):.1f}); AUC {row['auc']:.3f}; "
            f"{unjudged} of {len(same) + len(other)} pairs not judged"
        )
