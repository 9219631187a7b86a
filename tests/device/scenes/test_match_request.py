"""What of a lesson's row becomes a request for a match."""

from device.store import lessons
from device.store.tables import Lesson, SegmentKind, Timing
from scoring.demands import NO_DEMANDS, Demands
from scoring.limb import Limb

PARTS = (
    (0.0, 5.0, None, SegmentKind.TITLE),
    (5.0, 40.0, "Squat"),
    (40.0, 60.0, None, SegmentKind.REST),
    (60.0, 100.0, "Plank"),
)


def test_what_is_no_exercise_is_not_judged(house):
    lesson_id = house.lesson("Press", segments=PARTS)
    request = house.request(lesson_id, None, from_s=50.0)
    assert request.demands == Demands(pauses=((0.0, 5.0), (40.0, 60.0)))
    assert [one.name for one in request.exercises] == ["Squat", "Plank"]


def test_pauses_outside_the_cut_are_not_in_the_request(house):
    lesson_id = house.lesson("Press", segments=PARTS)
    with house.database.session() as session:
        lessons.trim(session.get_one(Lesson, lesson_id), 10.0, 50.0)
    assert house.request(lesson_id, None).demands == Demands(pauses=((40.0, 50.0),))


def test_a_lesson_without_exercise_is_judged_throughout(house):
    lesson_id = house.lesson("Press", segments=((0.0, 100.0, None, SegmentKind.TALK),))
    assert house.request(lesson_id, None).demands == NO_DEMANDS


def test_what_the_household_chose_is_asked_of_people(house):
    lesson_id = house.lesson("Press", segments=PARTS)
    with house.database.session() as session:
        row = session.get_one(Lesson, lesson_id)
        lessons.leave_out(row, {Limb.ARMS, Limb.HEAD})
        row.timing = Timing.ON_BEAT
    assert house.request(lesson_id, None).demands == Demands(
        pauses=((0.0, 5.0), (40.0, 60.0)), ignored=frozenset({Limb.ARMS, Limb.HEAD}), on_beat=True
    )


def test_a_beat_that_was_found_is_asked_for(house):
    lesson_id = house.lesson("Dance")
    with house.database.session() as session:
        session.get_one(Lesson, lesson_id).beat_bpm = 118.0
    assert house.request(lesson_id, None).demands == Demands(on_beat=True)


def test_parts_are_called_by_their_exercise_unless_a_person_wrote_a_name(house):
    lesson_id = house.lesson(
        "Press", segments=((0.0, 20.0, None), (20.0, 40.0, "Warm up"), (40.0, 60.0, None))
    )
    with house.database.session() as session:
        for part, key in zip(
            session.get_one(Lesson, lesson_id).segments, ("squat", "lunge", None), strict=True
        ):
            part.exercise = key
    request = house.request(lesson_id, None)
    assert [one.name for one in request.exercises] == ["Squat", "Warm up", None]
    assert request.exercise_now(10.0).name == "Squat"
    assert request.exercise_now(70.0) is None
