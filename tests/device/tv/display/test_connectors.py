import pytest

from device.tv.display.connectors import blind, connected, desktop


def plug(folder, name, status="connected", modes="1920x1080\n1280x720\n"):
    (folder / name).mkdir()
    (folder / name / "status").write_text(f"{status}\n")
    (folder / name / "modes").write_text(modes)


def test_only_what_is_awake_is_connected(tmp_path):
    plug(tmp_path, "card1-HDMI-A-2")
    plug(tmp_path, "card1-HDMI-A-1", modes="3840x2160\n1920x1080\n")
    plug(tmp_path, "card0-Composite-1", "unknown")
    plug(tmp_path, "card1-HDMI-A-3", "disconnected", "")
    plug(tmp_path, "renderD128")
    assert connected(tmp_path) == (("card1-HDMI-A-1", "3840x2160"), ("card1-HDMI-A-2", "1920x1080"))


def test_a_card_that_is_pulled_out_meanwhile_has_nothing_connected(tmp_path):
    plug(tmp_path, "card1-HDMI-A-1")
    (tmp_path / "card1-HDMI-A-1/modes").unlink()
    assert connected(tmp_path) == (("card1-HDMI-A-1", ""),)
    (tmp_path / "card1-HDMI-A-1/status").unlink()
    (tmp_path / "card1-HDMI-A-1/status").mkdir()  # a file that cannot be read
    assert connected(tmp_path) == ()
    assert connected(tmp_path / "no cards at all") == ()


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0", "SDL_VIDEODRIVER": "x11"}, True),
        ({"DISPLAY": ":0", "SDL_VIDEODRIVER": "dummy"}, False),
    ],
)
def test_a_desktop_is_one_that_shows_something(environment, there):
    assert desktop(environment) is there


@pytest.mark.parametrize("driver", ["dummy", "offscreen", "evdev"])
def test_drivers_that_show_nothing(driver):
    assert blind({"SDL_VIDEODRIVER": driver})
    assert not blind({"SDL_VIDEODRIVER": "kmsdrm"})
