import json

import numpy as np

from device.overnight.prepare.skeleton import skeleton_of
from models.mannequin import Script, Step
from models.mannequin.performance import perform
from scoring.body.joints import BONES, joints_of
from scoring.body.track import PoseTrack


def test_the_skeleton_lies_over_the_video_at_its_times():
    track = perform(Script(timeline=(Step("squat", 2),), fps=24, width=320, height=240)).truth[0].track
    skeleton = json.loads(skeleton_of(track, 640, 480, 3.0))
    assert (skeleton["fps"], skeleton["width"], skeleton["height"]) == (12, 640, 480)
    assert skeleton["bones"] == [[int(a), int(b)] for a, b in BONES]
    assert len(skeleton["frames"]) == 36
    # 24 pictures a second, 12 of the skeleton: every second one, at twice the size
    joints = joints_of(track.landmarks[..., :2], track.visibility)[::2][:36] * 2
    for frame, body in zip(skeleton["frames"], joints, strict=True):
        places = np.array(frame, float).reshape(15, 2)
        known = np.isfinite(body)
        assert np.array_equal(np.isfinite(places), known)
        assert np.abs(places[known] - body[known]).max() <= 0.51


def test_who_is_not_seen_has_no_place():
    track = perform(Script(timeline=(Step("squat", 2),), fps=12)).truth[0].track
    landmarks, visibility = track.landmarks.copy(), track.visibility.copy()
    visibility[:, 15] = 0.1
    landmarks[5:20] = np.nan
    track = PoseTrack(track.times, landmarks, visibility, track.world, track.width, track.height, "x")
    frames = json.loads(skeleton_of(track, track.width, track.height, 2.0))["frames"]
    assert frames[0][10:12] == [None, None]
    assert frames[0][0] is not None
    assert frames[12] is None
