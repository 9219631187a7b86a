import pytest

from device.match.ready import light, placement, readiness
from device.voice.phrases import READY, phrases
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.guidance.cues import CUES, BodyPart


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_said_is_prepared_and_nothing_else(language):
    spoken = words(language)
    prepared = phrases(spoken)
    said = {spoken.text(key) for key in READY} | {spoken.say(cue) for cue in CUES}
    said |= {spoken.praise(number, part) for number in range(99) for part in (None, *BodyPart)}
    assert set(prepared) == said
    assert len(prepared) == len(said) < 110
    assert not [text for text in prepared if "{" in text]


def test_people_who_get_ready_are_advised_first():
    """Every key that getting ready can give is said aloud."""
    keys = {
        value
        for module in (light, placement, readiness)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str)
    }
    assert set(READY) == keys
    assert phrases(words("en"))[0] == words("en").text("not_seen")
