from types import SimpleNamespace

import numpy as np
import pytest

from device.match.judging.participant import Participant
from device.match.judging.referee import Referee
from device.match.judging.tutor_pictures import TutorPictures
from device.words.lookup import words
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.guidance.guidance import NOTHING, Guidance
from tests.scoring.bodies import STANDING

LEVELS = NOTHING.levels
BEND = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)


def scripted(**changes):
    """A referee that gives this `guidance`, and from `see` the scores of `sees` one by one."""
    usual = {
        "score": 80.0, "lag_s": 0.4, "mirrored": True, "guidance": NOTHING, "sees": [], "late_s": 0.0,
        "repetition_list": (), "repetition": None,
    }  # fmt: skip
    about, seen = usual | changes, []

    def see(time_s, _pose):
        seen.append(time_s)
        return about["sees"].pop(0) if about["sees"] else None

    def moment_s(score):
        judged = about["late_s"] is not None and not np.isnan(score.total)
        return seen[-1] - about["late_s"] if judged else None

    return SimpleNamespace(
        score=about["score"],
        lag_s=about["lag_s"],
        mirrored=about["mirrored"],
        repetitions=None,
        repetition_list=about["repetition_list"],
        take_repetition=lambda: about["repetition"],
        guide=lambda pose: about["guidance"],
        see=see,
        moment_s=moment_s,
        advance=lambda time_s: None,
        tutor_at=lambda time_s: STANDING,
        about=about,
    )


def live(total):
    return SimpleNamespace(total=total)


IMAGE = np.zeros((4, 4, 3), np.uint8)


def film(until_s):
    """Pictures of the tutor, up to now, whose pixels are their tenths of a second."""
    pictures = TutorPictures()
    for tenth in range(round(until_s * 10) + 1):
        pictures.see(tenth / 10, np.full((4, 4, 3), tenth, np.uint8), STANDING)
    return pictures


@pytest.fixture
def pose(tutor_track):
    return tutor_track.pose(0)


def test_a_cue_is_said_in_the_persons_language(pose):
    person = Participant(scripted(guidance=Guidance(LEVELS, cue=BEND)), words("ko"))
    person.see(1.0, pose)
    view = person.view(1.0, pose)
    assert (view.sentence, view.fine, view.message) == (words("ko").say(BEND), False, None)
    assert (view.score, view.lag_s, view.mirrored) == (80.0, 0.4, True)
    assert view.joints.shape == (15, 2)


def test_praise_stays_the_same_while_it_is_shown_and_differs_the_next_time(pose):
    referee = scripted()
    person = Participant(referee, words())
    person.see(1.0, pose)
    said = []
    for guidance in (NOTHING, Guidance(LEVELS, fixed=BodyPart.HEAD)) * 2:
        referee.about["guidance"] = guidance
        said.append({person.view(1.0, pose).sentence for _ in range(3)})
    assert said[0] == said[2] == {None}
    assert len(said[1]) == len(said[3]) == 1
    assert said[1] != said[3]
    assert all("Head" in sentence for sentence in said[1] | said[3])
    assert person.view(1.0, pose).fine


def test_a_person_who_is_away_gets_a_message_and_no_score(pose):
    person = Participant(scripted(guidance=Guidance(LEVELS, cue=BEND)), words())
    person.see(1.0, pose)
    person.see(1.1, None)
    view = person.view(4.0, None)
    assert (view.message, view.sentence) == (words().text("away"), None)
    assert (view.joints, view.score, view.lag_s) == (None, None, None)


def test_a_message_to_all_people_leaves_out_the_sentence_to_one(pose):
    person = Participant(scripted(guidance=Guidance(LEVELS, cue=BEND)), words())
    view = person.view(1.0, pose, spoken_to=False)
    assert (view.message, view.sentence) == (None, None)


def judged(referee, pose, times):
    """A participant who was seen and shown at these times."""
    person = Participant(referee, words())
    for time_s in times:
        person.see(time_s, pose)
        person.remember(IMAGE, person.view(time_s, pose), film(time_s))
    return person


def test_the_hardest_moment_is_the_one_of_the_lowest_live_score(pose):
    referee = scripted(sees=[live(80.0), live(30.0), live(float("nan")), live(40.0)])
    best, hardest = judged(referee, pose, (1.0, 5.0, 6.0, 7.0)).moments
    assert (best.score, hardest.score) == (80.0, 30.0)
    assert hardest.user_image is IMAGE
    assert hardest.user_joints.shape == (15, 2)


def test_the_tutors_picture_is_that_of_the_moment_that_was_followed(pose):
    """Half a second late: the picture that has left the screen, not the one of the clock."""
    referee = scripted(sees=[live(80.0), live(30.0)], late_s=0.4)
    best, hardest = judged(referee, pose, (1.0, 5.0)).moments
    assert (best.time_s, hardest.time_s) == (pytest.approx(0.6), pytest.approx(4.6))
    assert abs(int(hardest.tutor_image[0, 0, 0]) - 46) <= 1


def test_a_moment_that_was_not_judged_is_none(pose):
    """A pause, a title card: however low the score, the referee knows no moment of the tutor."""
    person = judged(scripted(sees=[live(80.0), live(3.0)], late_s=None), pose, (1.0, 5.0))
    assert person.moments == (None, None)


def test_a_moment_needs_a_picture_and_each_score_is_remembered_once(pose):
    person = Participant(scripted(sees=[live(50.0)]), words())
    person.see(1.0, pose)
    player = person.view(1.0, pose)
    person.remember(None, player, film(1.0))
    person.remember(IMAGE, player, film(1.0))
    assert person.moments == (None, None)


def test_a_moment_needs_the_person(pose):
    person = Participant(scripted(sees=[live(50.0)]), words())
    person.see(1.0, pose)
    person.remember(IMAGE, person.view(1.0, None), film(1.0))
    assert person.moments == (None, None)


def test_with_a_real_referee_the_result_is_the_referees(lesson, tutor_track):
    person, referee = Participant(Referee(lesson), words()), Referee(lesson)
    for index in range(len(tutor_track)):
        person.see(tutor_track.times[index], tutor_track.pose(index))
        referee.see(tutor_track.times[index], tutor_track.pose(index))
    person.advance(3.9)
    assert person.finish(640, 480, "test").final == referee.finish(640, 480, "test").final
