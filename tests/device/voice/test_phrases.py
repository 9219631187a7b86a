import pytest

from device.match.judging import visibility
from device.match.play import match
from device.voice.phrases import FIXED, phrases
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.guidance.cues import SENSIBLE, BodyPart, Cue


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_match_can_say_is_prepared(language):
    spoken = words(language)
    prepared = phrases(spoken)
    assert len(set(prepared)) == len(prepared)
    assert {spoken.say(Cue(part, ask)) for part in BodyPart for ask in SENSIBLE[part]} <= set(prepared)
    assert {spoken.praise(number, part) for number in range(99) for part in (None, *BodyPart)} <= set(
        prepared
    )
    assert not [text for text in prepared if "{" in text]


def test_what_is_said_to_everybody_comes_first():
    keys = {match.GET_READY, match.NO_PICTURE, match.HELD, "not_seen", "paused"}
    assert keys | {key for key, _ in visibility.PARTS} <= set(FIXED)
    assert phrases(words("en"))[0] == "Get ready"


def test_more_can_be_prepared():
    assert "Person" not in " ".join(phrases(words("en")))
    assert words("en").text("tutor") in phrases(words("en"), ["tutor"])
