from scoring.body.joints import Angle
from scoring.repetitions.by_exercise import ExerciseDone, by_exercise
from scoring.repetitions.repetition import Verdict
from tests.scoring.repetitions.made import repetition, repetitions


def test_each_exercise_has_its_own_in_the_order_of_the_first():
    squats, lunges = repetitions("ggt"), repetitions("gs", "lunge")
    found = by_exercise((*squats[:2], lunges[0], squats[2], lunges[1]))
    assert found == (
        ExerciseDone(exercise="squat", repetitions=squats),
        ExerciseDone(exercise="lunge", repetitions=lunges),
    )
    assert by_exercise(()) == ()


def test_what_nothing_named_stays_together():
    (found,) = by_exercise(repetitions("gg", None))
    assert (found.exercise, found.counted) == (None, 2)


def test_attempts_do_not_count_and_faults_are_not_good():
    done = ExerciseDone(exercise="squat", repetitions=repetitions("ggsftk"))
    assert (done.counted, done.good) == (5, 2)


def test_the_fault_is_the_most_frequent_one_attempts_included():
    done = ExerciseDone(exercise="squat", repetitions=repetitions("fgstg"))
    assert done.fault.verdict is Verdict.SHALLOW
    assert ExerciseDone(exercise="squat", repetitions=repetitions("ggg")).fault is None
    assert ExerciseDone(exercise="squat").fault is None


def test_two_angles_are_two_faults():
    hips = [repetition("k", number, angle=Angle.LEFT_HIP) for number in range(2)]
    done = ExerciseDone(exercise="squat", repetitions=(repetition("k"), *hips))
    assert done.fault.angle is Angle.LEFT_HIP
