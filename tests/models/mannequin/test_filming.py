import av
import numpy as np
import pytest

from models.mannequin import Script, Step, render
from models.mannequin import __main__ as command
from models.mannequin.metronome import RATE_HZ, beats, metronome

SMALL = Script((Step("rest", seconds=1.0), Step("punch", 2)), width=64, height=48, fps=10, bpm=120)


def test_a_click_a_beat_and_an_accent_a_repetition():
    quiet, accents = beats(SMALL)
    assert accents == pytest.approx([3.0, 4.0])
    assert quiet == pytest.approx([0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.5, 4.5])
    track = metronome(SMALL)
    assert track.shape == (5 * RATE_HZ, 2)
    loud = np.abs(track[:, 0])
    for moment in quiet + accents:
        at = int(moment * RATE_HZ)
        assert loud[at : at + 500].max() > 0.1
        assert loud[at + RATE_HZ // 5 : at + RATE_HZ // 5 + 500].max() < 0.01
    accent, beat = loud[3 * RATE_HZ : 3 * RATE_HZ + 500].max(), loud[:500].max()
    assert accent > 1.5 * beat


def test_a_rendered_script_is_a_film_with_sound_and_its_truth(tmp_path):
    done = []
    path = tmp_path / "film.mp4"
    performance = render(SMALL, path, lambda count, total: done.append((count, total)))
    assert done == [(count, 50) for count in range(1, 51)]
    with av.open(str(path)) as film:
        times = [float(frame.pts * frame.time_base) for frame in film.decode(video=0)]
    assert times == pytest.approx(list(performance.times), abs=1e-4)
    with av.open(str(path)) as film:
        seconds = sum(frame.samples for frame in film.decode(audio=0)) / RATE_HZ
    assert seconds == pytest.approx(5.0, abs=0.06)
    assert [entry.name for entry in tmp_path.iterdir()] == ["film.mp4"]


def test_an_interrupted_film_leaves_nothing(tmp_path):
    def stop(count, total):
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(SMALL, tmp_path / "film.mp4", stop)
    assert list(tmp_path.iterdir()) == []


def test_command_renders_film_and_truth(tmp_path):
    script = tmp_path / "script.toml"
    script.write_text(
        'fps = 5\nwidth = 64\nheight = 48\nbpm = 200\n[[timeline]]\nmovement = "squat"\nrepetitions = 2\n'
    )
    film, truth = tmp_path / "film.mp4", tmp_path / "truth.npz"
    assert command.main(["render", str(script), str(film), "--truth", str(truth), "--threads", "1"]) == 0
    with np.load(truth) as arrays:
        assert int(arrays["people"]) == 1
        count = len(arrays["p0_times"])
        assert arrays["p0_landmarks"].shape == (count, 33, 3)
        assert arrays["p0_angles"].shape == (count, 10)
        assert arrays["p0_repetitions"].shape == (2, 2)
        assert list(arrays["p0_repetition_names"]) == ["squat", "squat"]
        assert arrays["p0_stretches"].shape == (1, 2)
