import pytest

from models.mannequin import Body, Performer, Script, Step, VirtualCamera, render


def _film(path, **performer):
    script = Script(
        timeline=(Step("overhead_press", 1, seconds=2.0),),
        bpm=120,
        fps=12,
        width=320,
        height=240,
        camera=VirtualCamera(distance_m=4.0),
        people=(Performer(**performer),),
    )
    render(script, path, threads=2)
    return path


@pytest.fixture(scope="session")
def tutor_film(tmp_path_factory, networks):
    """Three seconds of a mannequin that presses once."""
    return _film(tmp_path_factory.mktemp("films") / "press.mp4")


@pytest.fixture(scope="session")
def user_film(tmp_path_factory, networks):
    """Another body, a little late."""
    return _film(tmp_path_factory.mktemp("films") / "user.mp4", body=Body(height_m=1.6), delay_s=0.3, seed=5)
