"""What comes in broken ends as failed, in plain words, or as ready; and nothing but the file stays."""

import subprocess
import sys

import pytest

from device.failure_reasons import Reason
from device.overnight import night as night_module
from device.overnight.night import AGAIN_AFTER
from device.overnight.supervision import Preparation
from device.store.tables import JobState
from tests.device.overnight.broken import broken
from tests.device.overnight.conftest import MADE, Box


class SharedProcess:
    """Starts when it is needed, and again after it died."""

    def __init__(self):
        self.process = None

    def ask(self, line):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.device.overnight.one_for_all"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        return self.process

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process.stdin.close()
            self.process.stdout.close()


class SharedPreparation(Preparation):
    """As the night's own, but that the process lives on."""

    shared = None

    def _started(self, files, model, memory_mb):
        return self.shared.ask(f"{files.root.resolve()} {model}\n")

    def end(self):
        self._selector.close()


@pytest.fixture(scope="module")
def shared():
    shared = SharedProcess()
    SharedPreparation.shared = shared
    yield shared
    shared.end()


@pytest.fixture(scope="module")
def uploads(tmp_path_factory, short_film):
    return broken(tmp_path_factory.mktemp("broken"), short_film)


@pytest.fixture
def shared_box(folder, sqlite_url, shared, monkeypatch):
    monkeypatch.setattr(night_module, "Preparation", SharedPreparation)
    box = Box(folder, silent_max_s=30.0)
    yield box
    box.database.close()


EXPECTED = {
    "empty": Reason.EMPTY,
    "text": Reason.NOT_A_VIDEO,
    "page": Reason.NOT_A_VIDEO,
    "zip": Reason.NOT_A_VIDEO,
    "playlist": Reason.NOT_A_VIDEO,
    "list of files": Reason.NOT_A_VIDEO,
    "program": Reason.NOT_A_VIDEO,
    "noise": Reason.NOT_A_VIDEO,
    "no moov": Reason.NOT_A_VIDEO,
    "gif": Reason.ONE_PICTURE,
    "16384 x 16384 claimed": Reason.DAMAGED,
    "16000 x 16000 claimed": Reason.TOO_LARGE,
    "2 x 2": Reason.TOO_SMALL,
    "sound only": Reason.ONLY_SOUND,
    "one picture": Reason.ONE_PICTURE,
    "half a second": Reason.TOO_SHORT,
    "nobody": Reason.NOBODY,
    "ten hours between two pictures": Reason.TOO_LONG,
    "ten hours claimed": None,
    "mp4 cut at 0.5": Reason.CUT_OFF,
    "mp4 with its index at the end cut at 0.5": Reason.NOT_A_VIDEO,
    "negative times": None,
    "times far from zero": None,
    "mp4 without its last byte": None,
}


# the process works in the lowest class: on a busy machine it waits behind everything else
@pytest.mark.timeout(1200)
def test_every_broken_upload_ends(uploads, shared_box):
    assert len(uploads) >= 60
    names = {shared_box.upload(data): name for name, data in uploads.items()}
    shared_box.night.recover()
    while shared_box.night.work_off():
        shared_box.now += AGAIN_AFTER
    ready, reasons = [], {}
    for lesson_id, name in names.items():
        shelf = shared_box.shelf(lesson_id)
        job, files = shelf.job, shared_box.folder.lesson(lesson_id)
        assert job.state in (JobState.READY, JobState.FAILED), name
        reasons[name] = job.reason
        assert not files.work.exists(), name
        left = sorted(path.name for path in files.root.iterdir()) if files.root.exists() else []
        if job.state is JobState.READY:
            ready.append(name)
            assert left == sorted([*MADE, "original"]), name
            assert shelf.lesson.duration_s >= 1, name
        else:
            assert job.reason in set(Reason), name
            assert job.reason != Reason.CRASHED, name
            assert left == ["original"], name
    assert any(name.startswith("flipped") for name in ready)
    assert {name: reasons[name] for name in EXPECTED} == EXPECTED
