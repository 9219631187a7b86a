import dataclasses
import json

import cv2
import numpy as np
import pytest

from device.__main__ import main
from device.commands.demo import mannequin_films
from device.errors import FormboxError
from device.media.contents import look_into
from device.media.video import frames
from device.store.tracks import load_track, save_track
from device.tv.drawing.font import ENGLISH, WritingSystem
from device.words.lookup import words
from models.film import FilmWriter
from models.mannequin.performance import perform
from models.mannequin.script import Script, Step
from scoring.body.joints import Angle, Joint
from tests.scoring.bodies import as_track, moving


@pytest.fixture
def saved(tmp_path):
    """Two tracks on the disk: a tutor, and a user who moves less."""
    times = np.arange(100) / 25
    save_track(tmp_path / "tutor.npz", as_track(moving(100, rate_hz=25), times))
    save_track(tmp_path / "user.npz", as_track(moving(100, rate_hz=25, amplitude=30), times))
    return tmp_path / "tutor.npz", tmp_path / "user.npz"


def run(*words):
    return main([str(word) for word in words])


def test_two_tracks_are_compared_without_a_picture(saved, tmp_path, capsys):
    tutor, user = saved
    assert run("compare", tutor, user, "--json", tmp_path / "r.json") == 0
    table = capsys.readouterr().out
    result = json.loads((tmp_path / "r.json").read_text())
    assert f"final score {result['final']:.1f} / 100 (adaptive)" in table
    assert result["method"] == "adaptive"
    assert result["mirrored"] is False
    # four seconds are too little to find an offset in
    assert (result["offset_s"], result["offset_found_by"]) == (0.0, "none")
    assert "No offset found" in table
    assert result["summary"]["worst"]["part"] in result["angles"]
    assert len(result["joints"]) == len(Joint)
    assert len(result["angles"]) == len(Angle)
    assert [point["time_s"] for point in result["live"]] == [0.5 * n for n in range(1, 9)]
    worst = min(result["joints"], key=result["joints"].get)
    assert table.splitlines()[4].startswith(worst)


@pytest.fixture
def late_by_three_seconds(tmp_path):
    """Two tracks on the disk: a tutor of two exercises, and the same recorded three seconds earlier."""
    track = perform(Script(timeline=(Step("squat", 2), Step("lateral_raise", 2)), bpm=100.0)).truth[0].track
    save_track(tmp_path / "tutor.npz", track)
    save_track(tmp_path / "late.npz", dataclasses.replace(track, times=track.times + 3.0))
    return tmp_path / "tutor.npz", tmp_path / "late.npz"


def test_a_late_recording_scores_as_in_step(late_by_three_seconds, tmp_path, capsys):
    assert run("compare", *late_by_three_seconds, "--json", tmp_path / "r.json") == 0
    result = json.loads((tmp_path / "r.json").read_text())
    assert "Offset +3.00 s, found by movement" in capsys.readouterr().out
    assert result["offset_s"] == pytest.approx(3.0, abs=0.05)
    assert result["offset_found_by"] == "movement"
    assert result["final"] > 95
    assert result["share_judged"] > 0.9


def test_an_offset_is_given_by_hand(late_by_three_seconds, tmp_path, capsys):
    for seconds in (0, -2.5):
        assert (
            run("compare", *late_by_three_seconds, f"--offset={seconds}", "--json", tmp_path / "r.json") == 0
        )
        result = json.loads((tmp_path / "r.json").read_text())
        assert (result["offset_s"], result["offset_found_by"]) == (seconds, "given")
        assert result["final"] < 90
    assert "Offset -2.50 s, as given" in capsys.readouterr().out
    assert run("compare", *late_by_three_seconds, "--offset", 1000) == 2
    assert capsys.readouterr().err == "formbox: late.npz ends before its second 1000.\n"


@pytest.mark.parametrize("word", ["nan", "inf", "4000", "soon"])
def test_an_offset_is_seconds_of_a_recording(late_by_three_seconds, word, capsys):
    with pytest.raises(SystemExit):
        run("compare", *late_by_three_seconds, f"--offset={word}")
    assert "--offset" in capsys.readouterr().err


def test_two_saved_tracks_are_two_people(saved, tmp_path, capsys):
    tutor, user = saved
    beside = moving(100, rate_hz=25) + np.array([200, 0], np.float32)
    save_track(tmp_path / "user-2.npz", as_track(beside, np.arange(100) / 25))
    outputs = "--json", tmp_path / "r.json", "--plot", tmp_path / "r.png"
    assert run("compare", tutor, user, "--people", 2, "--language", "zh-Hant", *outputs) == 0
    result = json.loads((tmp_path / "r.json").read_text())
    left, right = result["people"]
    assert right["final"] == pytest.approx(100, abs=0.1)
    assert left["final"] < right["final"]
    table = capsys.readouterr().out
    assert words("zh-Hant").player(0) in table
    assert table.index(words("zh-Hant").player(0)) < table.index(words("zh-Hant").player(1))
    assert "left elbow" in left["angles"]
    assert cv2.imread(str(tmp_path / "r.png")).shape == (1080, 1920, 3)


def test_a_second_track_that_is_not_there_is_one_sentence(saved, tmp_path, capsys):
    tutor, user = saved
    assert run("compare", tutor, user, "--people", 2) == 2
    assert capsys.readouterr().err == f"formbox: There is no file {tmp_path / 'user-2.npz'}.\n"


def test_a_method_is_chosen_by_name(saved, tmp_path):
    methods = ("adaptive", "paper", "cosine")
    for method in methods:
        assert run("compare", *saved, "--method", method, "--json", tmp_path / f"{method}.json") == 0
    results = [json.loads((tmp_path / f"{method}.json").read_text()) for method in methods]
    assert [result["method"] for result in results] == list(methods)
    assert len({result["final"] for result in results}) == len(methods)


def test_a_track_compared_with_itself_scores_a_hundred(saved, tmp_path):
    assert run("compare", saved[0], saved[0], "--json", tmp_path / "r.json") == 0
    assert json.loads((tmp_path / "r.json").read_text())["final"] == pytest.approx(100, abs=0.1)


def test_two_films_are_compared_and_shown(tutor_film, user_film, tmp_path, capsys):
    outputs = {name: tmp_path / name for name in ("r.json", "r.png", "r.mp4")}
    status = run(
        "compare", tutor_film, user_film,
        "--json", outputs["r.json"], "--plot", outputs["r.png"], "--video", outputs["r.mp4"],
    )  # fmt: skip
    assert status == 0
    result = json.loads(outputs["r.json"].read_text())
    # both do the same movement, in another body
    assert result["final"] > 85
    assert abs(result["offset_s"]) < 0.5
    plot = cv2.imread(str(outputs["r.png"]))
    assert plot.shape == (1080, 1920, 3)
    assert plot.std() > 10
    film = look_into(outputs["r.mp4"])
    assert (film.width, film.height, film.has_sound) == (1920, 1080, True)
    tutor_s = list(frames(tutor_film))[-1].time_s
    assert film.length_s == pytest.approx(tutor_s + 4.0, abs=0.5)
    assert {path.name for path in tmp_path.iterdir()} == set(outputs)


def test_a_film_and_its_saved_track_score_the_same(tutor_film, user_film, tmp_path):
    assert run("pose", user_film, "--out", tmp_path / "user.npz") == 0
    finals = []
    for user in (user_film, tmp_path / "user.npz"):
        run("compare", tutor_film, user, "--json", tmp_path / "r.json")
        finals.append(json.loads((tmp_path / "r.json").read_text())["final"])
    assert finals[0] == pytest.approx(finals[1])


def test_pose_writes_a_track_and_an_overlay(tutor_film, tmp_path, capsys):
    assert run("pose", tutor_film, "--out", tmp_path / "t.npz", "--overlay", tmp_path / "o.mp4") == 0
    assert "person 1: seen in 100% of" in capsys.readouterr().out
    track = load_track(tmp_path / "t.npz")
    before, after = list(frames(tutor_film)), list(frames(tmp_path / "o.mp4"))
    assert len(track) == len(before) == len(after)
    assert track.seen.all()
    wrist = track.landmarks[10, 15, :2].round().astype(int)
    difference = np.abs(after[10].image.astype(int) - before[10].image.astype(int)).sum(axis=2)
    near = difference[wrist[1] - 6 : wrist[1] + 6, wrist[0] - 6 : wrist[0] + 6]
    assert near.max() > 150
    assert np.median(difference) < 20
    assert look_into(tmp_path / "o.mp4").has_sound


def test_pose_looks_for_two(tutor_film, tmp_path):
    assert run("pose", tutor_film, "--people", 2, "--out", tmp_path / "t.npz") == 0
    assert load_track(tmp_path / "t.npz").seen.mean() > 0.9
    assert not (tmp_path / "t-2.npz").exists()


def test_a_match_is_played_from_a_film(tutor_film, user_film, tmp_path, capsys):
    lesson = tmp_path / "lesson.mp4"
    lesson.write_bytes(tutor_film.read_bytes())
    outputs = {name: tmp_path / name for name in ("m.mp4", "m.png", "m.json", "m.npz")}
    status = run(
        "match", lesson, "--camera", user_film, "--screen", "headless", "--title", "Press",
        "--record", outputs["m.mp4"], "--picture", outputs["m.png"],
        "--json", outputs["m.json"], "--track", outputs["m.npz"],
    )  # fmt: skip
    assert status == 0
    assert capsys.readouterr().out.startswith("Press: final score")
    result = json.loads(outputs["m.json"].read_text())
    assert result["title"] == "Press"
    # who does the same, a little late, is as good as the tutor
    assert 95 < result["final"] <= 100
    assert look_into(outputs["m.mp4"]).has_sound
    assert load_track(outputs["m.npz"]).seen.mean() > 0.8


def test_two_may_play_where_only_one_is_seen(tutor_film, user_film, tmp_path, capsys):
    lesson = tmp_path / "lesson.mp4"
    lesson.write_bytes(tutor_film.read_bytes())
    status = run(
        "match", lesson, "--camera", user_film, "--screen", "headless", "--people", 2, "--language", "ko",
        "--picture", tmp_path / "m.png", "--json", tmp_path / "m.json", "--track", tmp_path / "m.npz",
    )  # fmt: skip
    assert status == 0
    finals = [person["final"] for person in json.loads((tmp_path / "m.json").read_text())["people"]]
    assert finals.count(None) == 1
    assert max(final for final in finals if final is not None) > 30
    seen = [load_track(tmp_path / name).seen.mean() for name in ("m.npz", "m-2.npz")]
    assert min(seen) == 0
    assert max(seen) > 0.5
    assert words("ko").player(0) in capsys.readouterr().out


def test_cues_are_in_the_language_of_the_screens(tutor_film, monkeypatch):
    """Where there are no letters for a language both go on in English."""
    groups = []

    def group(lesson, people, method, spoken):
        groups.append((people, method, spoken.language))
        raise FormboxError("Nothing more is needed.")

    monkeypatch.setattr("device.commands.match.Group", group)
    choices = ("--people", 2, "--method", "paper", "--language", "zh-Hans", "--screen", "headless")
    for script in (WritingSystem("zh-Hans"), ENGLISH):
        monkeypatch.setattr("device.commands.match.script_for", lambda language, script=script: script)
        assert run("match", tutor_film, "--camera", "none", *choices) == 2
    assert groups == [(2, "paper", "zh-Hans"), (2, "paper", "en")]


def test_a_lesson_is_prepared_once(tutor_film, tmp_path, monkeypatch):
    monkeypatch.setattr("device.commands.sources.cache_folder", lambda: tmp_path)
    lesson = tmp_path / "lesson.mp4"
    lesson.write_bytes(tutor_film.read_bytes())
    words = ("match", lesson, "--camera", "none", "--screen", "headless")
    assert run(*words) == 0
    (kept,) = (tmp_path / "lessons").iterdir()
    kept.write_bytes(b"spoiled")
    assert run(*words) == 0
    assert load_track(kept).seen.any()
    monkeypatch.setattr("device.commands.sources.tracks_in", lambda *_, **__: pytest.fail("prepared again"))
    assert run(*words) == 0


def test_another_film_of_the_same_name_is_another_lesson(tutor_film, user_film, tmp_path, monkeypatch):
    monkeypatch.setattr("device.commands.sources.cache_folder", lambda: tmp_path)
    lesson = tmp_path / "lesson.mp4"
    for film in (tutor_film, user_film):
        lesson.write_bytes(film.read_bytes())
        assert run("match", lesson, "--camera", "none", "--screen", "headless") == 0
    assert len(list((tmp_path / "lessons").iterdir())) == 2


def test_a_short_user_film_is_said_and_its_person_is_not_frozen(tutor_film, user_film, tmp_path, capsys):
    short = tmp_path / "short.mp4"
    with FilmWriter(short, 320, 240, 12) as writer:
        for frame in frames(user_film):
            if frame.time_s < 1.5:
                writer.add(frame.image, frame.time_s)
    assert (
        run("compare", tutor_film, short, "--video", tmp_path / "o.mp4", "--json", tmp_path / "o.json") == 0
    )
    assert "Only 47 % of the lesson recorded" in capsys.readouterr().out
    live = json.loads((tmp_path / "o.json").read_text())["live"]
    assert live[1]["score"] is not None
    assert live[-1]["score"] is None


def test_a_film_in_step_begins_where_the_tutors_does(tutor_film, tmp_path):
    late = tmp_path / "late.mp4"
    with FilmWriter(late, 320, 240, 12) as writer:
        pictures = list(frames(tutor_film))
        for number in range(12):
            writer.add(pictures[0].image, number / 12)
        for frame in pictures:
            writer.add(frame.image, frame.time_s + 1.0)
    finals = {}
    for seconds in (1.0, 0.0, -1.0):
        outputs = "--json", tmp_path / "o.json", "--video", tmp_path / "o.mp4"
        assert run("compare", tutor_film, late, f"--offset={seconds}", *outputs) == 0
        result = json.loads((tmp_path / "o.json").read_text())
        finals[seconds] = result["final"]
        assert result["offset_s"] == seconds
    assert finals[1.0] > 90
    assert finals[1.0] > finals[-1.0] + 5


def test_a_demo_removes_only_its_own_films(tmp_path, monkeypatch):
    mine = tmp_path / "lesson-monday.mp4"
    old = tmp_path / "lesson-0123456789ab.mp4"
    for path in (mine, old):
        path.touch()
    monkeypatch.setattr("device.camera.mannequin.render", lambda script, film, *_: film.touch())
    lesson, user, _ = mannequin_films(tmp_path)
    assert sorted(tmp_path.glob("*.mp4")) == sorted([mine, lesson, user])
