"""The clips of real people in FORMBOX_DATA, cut into parts that show one exercise, and their tracks.

Facts of the clips by eye; the pictures and what the networks saw in them stay outside the project.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from device.match.lesson import part_of
from tests.tools.judge.pairs import sampled
from tests.tools.judge.real import track_of_film

NETWORKS = ("lite", "full")
# A part that lasts less is too short for a lesson, s; one repetition of the same exercise may be.
LESSON_S = 2.5


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one person does from start_s to end_s of a clip; source: the person, or the studio whose people
    cannot be told apart.
    """

    name: str
    file: str
    start_s: float
    end_s: float
    exercise: str
    source: str

    @property
    def is_lesson(self):
        """Whether it is long enough to be followed."""
        return self.end_s - self.start_s > LESSON_S


def _parts(*rows):
    keys = ("name", "file", "start_s", "end_s", "exercise", "source")
    return {row[0]: Part(**dict(zip(keys, row, strict=True))) for row in rows}


PARTS = _parts(
    ("squat 1", "jrplatin_squat.mp4", 0.0, 8.5, "squat", "jrplatin"),
    ("squat 2", "jrplatin_squat1.mp4", 0.0, 18.3, "squat", "jrplatin"),
    ("squat 3", "jrplatin_squat2.mp4", 0.0, 12.4, "squat", "jrplatin"),
    ("squat 4", "luizfcharr_squat.mp4", 0.3, 8.1, "squat", "studio"),
    ("squat 5", "luizfcharr_squat.mp4", 8.7, 26.4, "squat", "studio"),
    ("squat 6", "luizfcharr_squat.mp4", 27.2, 38.5, "squat", "studio"),
    ("squat 7", "healthserv_squat.mp4", 0.0, 11.9, "squat", "healthserv"),
    ("squat 8", "rohitkesha_squats.mp4", 0.0, 2.88, "squat", "rohitkesha"),
    ("squat 9", "kaiakol_squat_correct_018.avi", 0.0, 1.63, "squat", "woman at home"),
    ("squat 10", "kaiakol_squat_correct_015.mp4", 0.0, 1.1, "squat", "man at home"),
    ("squat 11", "kaiakol_squat_correct_016.mp4", 0.0, 0.97, "squat", "man at home"),
    ("push-up 1", "omartarek1_pushup5.mp4", 0.0, 7.17, "push-up", "bright gym"),
    ("push-up 2", "omartarek1_pushup.mp4", 0.0, 7.0, "push-up", "outdoors"),
    ("push-up 3", "luizfcharr_pushup_c6a86f.mp4", 0.3, 7.9, "push-up", "studio"),
    ("push-up 4", "luizfcharr_pushup_c6a86f.mp4", 8.3, 17.7, "push-up", "studio"),
    ("push-up 5", "luizfcharr_pushup_c6a86f.mp4", 18.1, 28.5, "push-up", "studio"),
    ("jack 1", "rj-song_jumpingjacks.mp4", 0.0, 8.67, "jack", "rj-song"),
    ("jack 2", "healthserv_jacks.mp4", 9.3, 19.2, "jack, arms alone", "healthserv"),
    ("jack 3", "kaiakol_jumpingjack_correct_001.mp4", 0.0, 5.3, "jack", "two jumpers"),
    ("jack 4", "kaiakol_jumpingjack_correct_002.mp4", 0.0, 3.4, "jack", "jumper 2"),
    ("jack 5", "kaiakol_jumpingjack_correct_003.mp4", 0.0, 1.53, "jack", "jumper 3"),
    ("deadlift 1", "jrplatin_deadlift.mp4", 0.0, 11.6, "deadlift", "studio"),
    ("deadlift 2", "jurisimo00_deadlift.mp4", 0.0, 23.9, "deadlift", "studio"),
    ("curl 1", "wissem-sah_bicep_curls.mp4", 0.0, 10.7, "curl", "wissem-sah"),
    ("curl 2", "nadamarie_hammer_curl_12.mp4", 0.0, 3.1, "curl", "nadamarie"),
    ("curl 3", "rohitkesha_bicepCurl.mp4", 0.0, 4.27, "curl", "rohitkesha"),
    ("press", "rohitkesha_ShoulderPress.mp4", 0.0, 5.31, "press", "rohitkesha"),
    ("front raise", "rohitkesha_frontRaise.mp4", 0.0, 4.13, "front raise", "rohitkesha"),
    ("bench press", "nadamarie_true_bench.mp4", 0.0, 1.94, "bench press", "nadamarie"),
    ("burpee", "tomnotchym_burpees.mp4", 0.0, 21.1, "burpee", "tomnotchym"),
    ("pull-up", "kaiakol_pullup_correct_002.mp4", 0.0, 3.9, "pull-up", "man at a bar"),
    ("dance 1", "kaiakol_dance.mp4", 0.0, 8.68, "dance 1", "dancer 1"),
    ("dance A", "jxl22000_feelsreal1.mp4edited.mp4", 0.0, 29.7, "dance in two takes", "dancer A"),
    ("dance B", "jxl22000_feelsreal2.mp4edited.mp4", 0.0, 38.0, "dance in two takes", "dancer B"),
    ("dance 2", "bjshenxiao_teacher.mp4", 0.0, 20.2, "dance 2", "dancer 2"),
    ("dance 3", "bjshenxiao_student.mp4", 0.0, 18.2, "dance 3", "dancer 3"),
    ("dance 4", "funfun-run_reference.mp4", 0.0, 19.2, "dance 4", "dancer 4"),
    ("dance 5", "funfun-run_user.mp4", 0.0, 21.9, "dance 5", "dancer 5"),
)
DANCE = ("dance A", "dance B")
# Done wrongly, by the clips' names and by eye: these teach nobody.
WRONG = _parts(
    ("wrong squat 1", "kaiakol_squat_incorrect_002.mp4", 0.0, 1.57, "squat", "woman at home"),
    ("wrong squat 2", "kaiakol_squat_incorrect_003.mp4", 0.0, 1.27, "squat", "woman at home"),
    ("wrong squat 3", "kaiakol_squat_incorrect_004.mp4", 0.0, 1.63, "squat", "woman at home"),
    ("quarter squat", "dillonloh_squats_quarter.mp4", 0.0, 5.15, "squat", "dillonloh"),
    ("wrong push-up 1", "kaiakol_pushup_incorrect_001.mp4", 0.0, 9.68, "push-up", "push-ups at home"),
    ("wrong push-up 2", "kaiakol_demo_wrong.mp4", 0.0, 3.0, "push-up", "dark studio"),
)
# Exercises so much alike that a pair of them is neither the same nor another one.
ALIKE = ({"jack", "jack, arms alone"}, {"dance 4", "dance 5"})


def data_folder():
    """FORMBOX_DATA, or None."""
    folder = os.environ.get("FORMBOX_DATA")
    return None if folder is None else Path(folder)


@cache
def whole(file, network="lite"):
    """The track of a whole clip. Raises FormboxError when it cannot be read."""
    return track_of_film(file, data_folder() / "clips" / file, network)


@cache
def cut(name, network="lite"):
    """The track of a part, on a clock of its own."""
    part = (PARTS | WRONG)[name]
    return part_of(whole(part.file, network), part.start_s, part.end_s)


@cache
def samples(name, network="lite"):
    """The track of a part as scorers get it."""
    return sampled(cut(name, network))
