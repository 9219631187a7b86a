from pathlib import Path

import pytest

from models.mannequin import ScriptError, read_script
from models.mannequin import __main__ as command

SCRIPTS = Path(__file__).parents[3] / "models/mannequin/scripts"
GOOD = '[[timeline]]\nmovement = "squat"\n'


def written(folder, text, name="script.toml"):
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "timeline"),
        ("timeline = []", "timeline is empty"),
        ('[[timeline]]\nmovement = "sqaut"', "did you mean 'squat'"),
        (GOOD + "repetition = 2", "did you mean 'repetitions'"),
        (GOOD + 'repetitions = "two"', "a whole number"),
        (GOOD + "repetitions = true", "a whole number"),
        (GOOD + "repetitions = 0", "from 1"),
        (GOOD + "range = 1.5", "from 0 to 1.2"),
        (GOOD + "seconds = 2\nbeats = 3", "not both"),
        (GOOD + "errors = { left_elbo = 3 }", "did you mean 'left_elbow'"),
        (GOOD + "errors = { left_elbow = 300 }", "from -90 to 90"),
        ("[[timeline]]\nrepetitions = 2", "needs a movement"),
        ("bmp = 90\n" + GOOD, "did you mean 'bpm'"),
        ("fps = 0\n" + GOOD, "fps must be"),
        ("camera = 3\n" + GOOD, "must be a table"),
        ("timeline = 3", "list of tables"),
        ("people = []\n" + GOOD, "one or two people"),
        (GOOD + '[room]\nstyle = "castle"', "style must be one of"),
        (GOOD + "[camera]\nyaw_dg = 3", "did you mean 'yaw_deg'"),
        (GOOD + '[[people]]\nclothes = { shirt = "red" }', "#rrggbb"),
        (GOOD + "[[people]]\nbody = { height_m = 9.0 }", "height_m must be"),
        (GOOD + "repetitions = 500\nseconds = 100", "is the most"),
        ("movement = [", "not valid TOML"),
        ("follow = 3", "follow names another script"),
        ('follow = "script.toml"', "follows itself"),
        ('follow = "nowhere.toml"', "cannot read"),
    ],
)
def test_what_is_wrong_is_said_plainly(tmp_path, text, message):
    with pytest.raises(ScriptError, match=r"script\.toml") as caught:
        read_script(written(tmp_path, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_following_script_takes_the_timeline_and_replaces_the_rest():
    lesson, user = read_script(SCRIPTS / "demo_lesson.toml"), read_script(SCRIPTS / "demo_user.toml")
    assert user.timeline == lesson.timeline
    assert user.bpm == lesson.bpm
    assert user.camera != lesson.camera
    assert user.people != lesson.people
    assert user.people[0].delay_s > 0
    assert 30 <= lesson.duration_s <= 50


def test_every_word_of_the_language_arrives(tmp_path):
    text = """
    title = "All"
    fps = 12
    [light]
    brightness = 0.5
    [[people]]
    x_m = -0.6
    body = { height_m = 1.5, girth = 1.1 }
    errors = { every = { neck = 5 }, squat = { left_knee = -10.5 } }
    range = { squat = 0.8 }
    [[people]]
    mirror = true
    [[timeline]]
    movement = "squat"
    seconds = 3
    mirror = true
    errors = { crotch = 4 }
    """
    script = read_script(written(tmp_path, text))
    assert (script.title, script.fps, script.light.brightness) == ("All", 12.0, 0.5)
    first, second = script.people
    assert (first.x_m, first.body.height_m, first.errors["squat"]["left_knee"]) == (-0.6, 1.5, -10.5)
    assert second.mirror
    assert script.timeline[0].errors["crotch"] == 4.0
    assert script.repetition_s(script.timeline[0]) == 3.0


def test_command_ends_with_one_sentence_and_nothing_behind(tmp_path, capsys):
    path = written(tmp_path, GOOD + "reps = 3")
    assert command.main(["render", str(path), str(tmp_path / "out.mp4")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "reps" in error
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["script.toml"]


@pytest.mark.parametrize(
    "places", [("no/such/out.mp4",), (".",), ("out.mp4", "--truth", "no/such/truth.npz")]
)
def test_command_says_where_it_cannot_write(tmp_path, capsys, monkeypatch, places):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, "fps = 1\nwidth = 64\nheight = 48\n" + GOOD)
    assert command.main(["render", str(path), *places]) == 2
    assert "cannot write" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["script.toml"]
