"""A box that starts with the wrong clock, on every database: its own time, and what is stored by it.

The reports were phones that a box signed out after a power cut, a code that was valid for 1,450 minutes, an
upload that was refused as over, and lessons deleted for good at once. By the same cause a wait can last as
long as the clock was set back, a match comes to another day, a job is not tried again, and a member is not
seen for years.
"""

from datetime import UTC, datetime, timedelta

import pytest

from device.store import attempts, codes, jobs, lessons, matches, purging, uploads
from device.store.clock.box_time import DOUBTED, EARLIEST, KEEP_EVERY_S, UNSET_MAX_S, BoxTime
from device.store.clock.kept_time import KEPT, read_kept
from device.store.members import add_member
from device.store.tables import Attempt, Job, Lesson, Match, Role, Upload

NOW = datetime(2026, 11, 30, 19, 30, tzinfo=UTC)
AT_1970 = NOW - datetime(1970, 1, 1, 0, 0, 20, tzinfo=UTC)
# how far the clock is behind after a power cut, kind
ORIGINS = (
    (timedelta(minutes=5), "the time of the last shutdown"),
    (timedelta(hours=6), "a time zone written into the clock"),
    (timedelta(days=1), "a day without power"),
    (timedelta(days=100), "a season in a cupboard"),
    (AT_1970, "no clock at all"),
)
AHEAD = (
    (timedelta(hours=6), "local time taken for UTC"),
    (timedelta(days=1), "a typing error"),
    (timedelta(days=56 * 365), "an empty battery that shows 2082"),
)
A_MINUTE = timedelta(minutes=1)


class Machine:
    """A computer with a clock that can be wrong, and runs of the box's program on it."""

    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        self.true, self.wrong, self.seconds, self.online = NOW, timedelta(), 5000.0, True

    def start(self):
        return BoxTime(
            self.database,
            self.folder,
            system=lambda: self.true - self.wrong,
            seconds=lambda: self.seconds,
            synchronised=lambda: self.online,
        )

    def passes(self, span=A_MINUTE):
        self.true += span
        self.seconds += span.total_seconds()

    def power_cut(self, off=timedelta(), wrong=timedelta()):
        self.true += off + timedelta(seconds=20)
        self.wrong, self.seconds, self.online = wrong, 20.0, False
        for path in self.folder.run.iterdir():
            path.unlink()

    def is_set(self):
        self.wrong, self.online = timedelta(), True


@pytest.fixture
def machine(folder, database):
    return Machine(database, folder)


@pytest.fixture
def mina(database):
    with database.session() as session:
        return add_member(session, NOW, "Mina", Role.OWNER, "#ffffff", "en", "").id


@pytest.mark.parametrize(("behind", "kind"), ORIGINS)
def test_the_time_never_goes_back_behind_the_last_kept(machine, behind, kind):
    machine.start()
    machine.power_cut(wrong=behind)
    time = machine.start()
    assert timedelta() <= machine.true - time() <= behind, kind
    assert time() >= NOW - timedelta(seconds=KEEP_EVERY_S)
    assert not time.sure
    began = time()
    machine.passes()
    time.look()
    assert time() - began == A_MINUTE
    machine.is_set()
    time.look()
    assert (time(), time.sure) == (machine.true, True)


@pytest.mark.parametrize(("behind", "kind"), ORIGINS)
def test_what_was_stored_by_an_early_clock_is_corrected_when_it_is_set(machine, mina, database, behind, kind):
    machine.start()
    machine.power_cut(off=behind, wrong=behind)
    time = machine.start()
    with database.session() as session:
        code = codes.shown_code(session, time())
        upload = uploads.begin(session, time(), mina, "Squats", "squats.mp4", 1000)
        gone = lessons.create(session, time(), mina, "Old", "old.mp4")
        lessons.take_out(gone, time())
        match = Match(lesson_name="Yoga", played_at=time(), duration_s=60.0, method="adaptive", players=[])
        matches.add(session, match)
        for _ in range(attempts.FREE):
            attempts.admit(session, time(), ["pin:1"])
        stored = machine.true
    machine.is_set()
    machine.passes()
    time.look()
    with database.session() as session:
        assert codes.guess(session, time(), code.digits), kind
        assert session.get_one(Match, match.id).played_at == stored
        assert session.get_one(Lesson, gone.id).deleted_at >= stored
        assert not uploads.is_over(session.get_one(Upload, upload.id), time())
        assert attempts.admit(session, time(), ["pin:1"]) == 0.0
    assert purging.purge(database, machine.folder, time(), timedelta(days=30)) == []
    assert purging.purge(database, machine.folder, time() + timedelta(days=31), timedelta(days=30)) == [
        gone.id
    ]


@pytest.mark.parametrize(("behind", "kind"), ORIGINS)
def test_what_an_earlier_start_dated_too_early_gets_its_time(machine, mina, database, behind, kind):
    """The box was never online in that run, so nobody knows by how much its time was wrong."""
    machine.start()
    machine.power_cut(off=behind, wrong=behind)
    time = machine.start()
    with database.session() as session:
        upload = uploads.begin(session, time(), mina, "Squats", "squats.mp4", 1000)
        gone = lessons.create(session, time(), mina, "Old", "old.mp4")
        lessons.take_out(gone, time())
    machine.power_cut()
    machine.is_set()
    time = machine.start()
    with database.session() as session:
        assert not uploads.is_over(session.get_one(Upload, upload.id), time()), kind
    assert purging.purge(database, machine.folder, time(), timedelta(days=30)) == []


@pytest.mark.parametrize(("ahead", "kind"), AHEAD)
def test_a_clock_that_is_ahead_and_then_set_back(machine, mina, database, ahead, kind):
    machine.start()
    machine.power_cut(wrong=-ahead)
    time = machine.start()
    with database.session() as session:
        code = codes.shown_code(session, time())
        for _ in range(attempts.FREE):
            attempts.admit(session, time(), ["pin:1"])
        upload = uploads.begin(session, time(), mina, "Squats", "squats.mp4", 1000)
    machine.passes(timedelta(minutes=5))
    machine.is_set()
    time.look()
    assert time() == machine.true, kind
    with database.session() as session:
        assert codes.guess(session, time(), code.digits)
        assert codes.guess(session, time() + timedelta(minutes=6), code.digits) is None
        assert attempts.admit(session, time(), ["pin:1"]) == 0.0
        left = session.get_one(Upload, upload.id).expires_at - time()
        assert timedelta() < left <= uploads.LASTS
    assert read_kept(machine.folder).at == machine.true


def test_a_clock_that_nobody_vouches_for_and_that_is_far_ahead_deletes_nothing(machine):
    time = machine.start()
    machine.power_cut(wrong=-timedelta(days=400))
    time = machine.start()
    assert not time.may_delete
    machine.passes(DOUBTED)
    time.look()
    assert time.may_delete


def test_an_early_clock_deletes_nothing_for_a_day(machine):
    time = machine.start()
    assert time.may_delete
    machine.power_cut(wrong=AT_1970)
    time = machine.start()
    assert not time.may_delete
    machine.passes(timedelta(seconds=UNSET_MAX_S))
    time.look()
    assert time.may_delete
    machine.is_set()
    time.look()
    assert time.may_delete


def test_a_box_with_a_clock_of_its_own_that_is_never_online_works_like_any_other(machine, database, mina):
    machine.online = False
    time = machine.start()
    assert time() == machine.true
    machine.power_cut(off=timedelta(hours=9))
    time = machine.start()
    assert (time(), time.may_delete) == (machine.true, True)


def test_two_processes_correct_once(machine, mina, database):
    machine.start()
    machine.power_cut(off=timedelta(days=3), wrong=timedelta(days=3))
    station, page = machine.start(), machine.start()
    assert abs(station() - page()) < timedelta(seconds=1)
    with database.session() as session:
        match = Match(lesson_name="Yoga", played_at=page(), duration_s=60.0, method="adaptive", players=[])
        matches.add(session, match)
    played = machine.true
    for one in (station, page):
        machine.is_set()
        one.look()
    with database.reading() as session:
        assert session.get_one(Match, match.id).played_at == played


def test_a_clock_that_jumps_before_the_flag_is_there_is_the_same(machine, mina, database):
    """timesyncd sets the clock first and says so a little later; between them nothing must be over."""
    machine.start()
    machine.power_cut(off=timedelta(days=5), wrong=timedelta(days=5))
    station, page = machine.start(), machine.start()
    with database.session() as session:
        upload = uploads.begin(session, page(), mina, "Squats", "squats.mp4", 1000)
    machine.wrong = timedelta()
    for one in (station, page):
        one.look()
        with database.session() as session:
            assert session.get_one(Upload, upload.id).expires_at - one() == uploads.LASTS
    machine.is_set()
    for one in (station, page):
        one.look()
        assert one() == machine.true
    with database.session() as session:
        assert session.get_one(Upload, upload.id).expires_at - page() == uploads.LASTS


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"at": "yesterday", "seconds": 1}', b'{"at": null}'])
def test_a_damaged_file_is_none(machine, damage):
    machine.start()
    (machine.folder.root / KEPT).write_bytes(damage)
    machine.power_cut(wrong=AT_1970)
    assert machine.start()() == EARLIEST


@pytest.mark.parametrize(("back", "kind"), ORIGINS)
def test_waits_are_bounded_where_the_clock_went_back_all_the_same(database, mina, back, kind):
    earlier = NOW - back
    with database.session() as session:
        code = codes.shown_code(session, NOW)
        for _ in range(attempts.FREE):
            attempts.admit(session, NOW, ["pin:1"])
        assert attempts.admit(session, earlier, ["pin:1"]) <= attempts.wait_s(attempts.FREE), kind
        assert session.get_one(Attempt, "pin:1").since <= earlier
        lives = codes.shown_code(session, earlier).expires_at - earlier
        assert lives <= codes.LIVES + codes.SLACK
        lesson = lessons.create(session, NOW, mina, "Squats", "squats.mp4")
        job = jobs.add(session, lesson.id, "lite", NOW)
        jobs.receive(session)
        jobs.begin(job, NOW)
        session.flush()
        if back > jobs.AT_WORK:
            assert session.query(Job).where(jobs.is_alive(earlier)).count() == 0
            assert code.digits != codes.shown_code(session, earlier).digits
