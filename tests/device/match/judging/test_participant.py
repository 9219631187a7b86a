from types import SimpleNamespace

import numpy as np
import pytest

from device.match.judging.participant import Participant
from device.match.judging.referee import Referee
from device.messages import MatchView
from device.words.lookup import words
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.guidance.guidance import NOTHING, Guidance
from tests.scoring.bodies import STANDING

LEVELS = NOTHING.levels
BEND = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)


def scripted(**changes):
    """A referee that gives this `guidance`, and from `see` the scores of `sees` one by one."""
    about = {"score": 80.0, "lag_s": 0.4, "mirrored": True, "guidance": NOTHING, "sees": []} | changes
    return SimpleNamespace(
        score=about["score"],
        lag_s=about["lag_s"],
        mirrored=about["mirrored"],
        repetitions=None,
        guide=lambda pose: about["guidance"],
        see=lambda time_s, pose: about["sees"].pop(0) if about["sees"] else None,
        advance=lambda time_s: None,
        tutor_at=lambda time_s: STANDING,
        about=about,
    )


def live(total):
    return SimpleNamespace(total=total)


def shown(player, image=None):
    return MatchView("", 1.0, 4.0, np.zeros((4, 4, 3), np.uint8), None, image, (player,))


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


def test_the_worst_moment_is_the_one_of_the_lowest_live_score(pose):
    image = np.zeros((4, 4, 3), np.uint8)
    referee = scripted(sees=[live(50.0), live(30.0), live(float("nan")), live(40.0)])
    person = Participant(referee, words())
    kept = []
    for number in range(4):
        person.see(number / 10, pose)
        player = person.view(number / 10, pose)
        person.remember(shown(player, image), player)
        kept.append(person.worst.score)
    assert kept == [50.0, 30.0, 30.0, 30.0]
    assert person.worst.user_image is image
    assert person.worst.user_joints.shape == (15, 2)


def test_a_moment_needs_a_picture_and_each_score_is_remembered_once(pose):
    person = Participant(scripted(sees=[live(50.0)]), words())
    person.see(0.0, pose)
    player = person.view(0.0, pose)
    person.remember(shown(player), player)
    assert person.worst is None
    person.remember(shown(player, np.zeros((4, 4, 3), np.uint8)), player)
    assert person.worst is None


def test_with_a_real_referee_the_result_is_the_referees(lesson, tutor_track):
    person, referee = Participant(Referee(lesson), words()), Referee(lesson)
    for index in range(len(tutor_track)):
        person.see(tutor_track.times[index], tutor_track.pose(index))
        referee.see(tutor_track.times[index], tutor_track.pose(index))
    person.advance(3.9)
    assert person.finish(640, 480, "test").final == referee.finish(640, 480, "test").final
