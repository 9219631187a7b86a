"""Every command answers what it cannot use with one sentence, status 2, and nothing left on the disk."""

import subprocess
import sys

import av
import numpy as np
import pytest

from device.__main__ import main
from device.store.tracks import save_track
from tests.device.films import write_film, write_sound_only
from tests.scoring.bodies import as_track, moving

KINDS = (
    "missing", "folder", "empty", "text named mp4", "zip", "sound only", "zero frames", "first half",
    "huge claim", "huge picture", "no person", "one picture", "truncated track", "text track",
)  # fmt: skip


def make(kind, folder):
    """The bad file; what it was made from is gone."""
    film = folder / ("input.npz" if kind.endswith("track") else "input.mp4")
    plain = {
        "empty": b"",
        "text named mp4": b"not a film at all\n" * 100,
        "zip": b"PK\x03\x04" + bytes(5000),
        "text track": b"no track",
    }
    if kind in plain:
        film.write_bytes(plain[kind])
    elif kind == "folder":
        film.mkdir()
    elif kind == "no person":
        write_film(film)
    elif kind == "one picture":
        write_film(film, count=1)
    elif kind == "sound only":
        write_sound_only(film)
    elif kind == "zero frames":
        write_empty_film(film)
    elif kind != "missing":
        film.write_bytes(spoiled(kind, folder))
    return film


def write_empty_film(path):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.mux(stream.encode(None))


def spoiled(kind, folder):
    """The bytes of a good file with one thing wrong."""
    whole = folder / ("whole.npz" if kind == "truncated track" else "whole.mp4")
    if kind == "truncated track":
        save_track(whole, as_track(moving(20), np.arange(20) / 20))
    else:
        write_film(whole, count=60)
    data = bytearray(whole.read_bytes())
    whole.unlink()
    if kind == "huge claim":
        data[0:4] = (0xFFFFFFFF).to_bytes(4, "big")
    elif kind == "huge picture":
        place = data.index(b"avc1") + 28
        data[place : place + 4] = (16384).to_bytes(2, "big") * 2
    else:
        data = data[: len(data) // 2]
    return bytes(data)


@pytest.fixture
def good(tmp_path):
    """A track that any input can be compared with."""
    folder = tmp_path / "good"
    folder.mkdir()
    save_track(folder / "good.npz", as_track(moving(40), np.arange(40) / 20))
    return folder / "good.npz"


def assert_one_sentence(status, capsys, folder, before):
    assert status == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    sentences = [line for line in printed.err.splitlines() if "%|" not in line and "s [" not in line]
    sentences = [line for line in sentences if line and not line.startswith("INFO: Created TensorFlow")]
    assert len(sentences) == 1, printed.err
    assert sentences[0].startswith("formbox: ")
    assert "Traceback" not in printed.err
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["pose", "recognise", "compare tutor", "compare user", "match"])
def test_a_bad_file_is_one_sentence(command, kind, tmp_path, good, capsys, networks):
    folder = tmp_path / "in"
    folder.mkdir()
    bad = make(kind, folder)
    before = sorted(path.name for path in folder.iterdir())
    words = {
        "pose": ["pose", bad, "--out", folder / "o.npz", "--overlay", folder / "o.mp4"],
        "recognise": ["recognise", bad],
        "compare tutor": ["compare", bad, good, "--json", folder / "o.json", "--plot", folder / "o.png"],
        "compare user": ["compare", good, bad, "--json", folder / "o.json", "--plot", folder / "o.png"],
        "match": ["match", bad, "--camera", "none", "--screen", "headless", "--record", folder / "o.mp4"],
    }[command]
    assert_one_sentence(main([str(word) for word in words]), capsys, folder, before)


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "GOOD", "GOOD", "--json", "nowhere/o.json"],
        ["compare", "GOOD", "GOOD", "--plot", "."],
        ["compare", "GOOD", "GOOD", "--video", "o.mp4"],
        ["compare", "GOOD", "GOOD", "--json", "GOOD"],
        ["compare", "GOOD", "GOOD", "--json", "o.x", "--plot", "o.x"],
        ["compare", "GOOD", "GOOD", "--json", "/dev/null"],
        ["compare", "GOOD", "nobody.mp4", "--json", "o.json"],
        ["pose", "GOOD"],
        ["match", "GOOD", "--camera", "none", "--screen", "headless"],
    ],
)
def test_what_cannot_be_written_or_opened_is_one_sentence(words, tmp_path, good, capsys, monkeypatch):
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert_one_sentence(main([word.replace("GOOD", str(good)) for word in words]), capsys, folder, [])


@pytest.mark.parametrize("camera", ["nobody.mp4", "\u00b2", "99999999999999999999", "-1"])
def test_a_camera_that_is_not_there_is_one_sentence(camera, tutor_film, tmp_path, capsys):
    words = ["match", str(tutor_film), f"--camera={camera}", "--screen", "headless"]
    assert main([*words, "--json", str(tmp_path / "o.json")]) == 2
    assert "There is no camera or video called" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_screen_a_window_is_one_sentence(tutor_film, capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["match", str(tutor_film), "--camera", "none", "--screen", "window"]) == 2
    assert "There is no screen" in capsys.readouterr().err


def test_the_installed_command_says_it_too(tmp_path):
    command = [sys.executable, "-m", "device", "compare", str(tmp_path / "a.mp4"), str(tmp_path / "b.mp4")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"formbox: There is no file {tmp_path / 'a.mp4'}.\n"
    assert done.stdout == ""


def test_help_needs_no_screen_and_no_network():
    done = subprocess.run(
        [sys.executable, "-m", "device", "--help"], capture_output=True, text=True, check=True
    )
    for name in ("match", "compare", "pose", "demo"):
        assert name in done.stdout
