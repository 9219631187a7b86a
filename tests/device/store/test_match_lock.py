import subprocess
import sys

from device.store.match_lock import is_playing, playing

HOLD = """
import sys
from pathlib import Path
from device.store.match_lock import playing
with playing(Path(sys.argv[1])):
    print("playing", flush=True)
    sys.stdin.read()
"""


def test_nobody_plays_where_there_is_no_lock(tmp_path):
    assert not is_playing(tmp_path / "lock")
    assert not (tmp_path / "lock").exists()


def test_the_night_sees_a_match_in_another_process_and_its_end_even_by_a_kill(tmp_path):
    lock = tmp_path / "lock"
    for end in ("close", "kill"):
        station = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert station.stdout.readline() == "playing\n"
        assert is_playing(lock)
        station.kill() if end == "kill" else station.stdin.close()
        station.wait(10)
        station.stdout.close()
        station.stdin.close()
        assert not is_playing(lock)


def test_two_matches_can_run_and_looking_disturbs_none(tmp_path):
    lock = tmp_path / "lock"
    with playing(lock):
        with playing(lock):
            assert is_playing(lock)
        assert is_playing(lock)
    assert not is_playing(lock)
