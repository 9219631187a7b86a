import shutil

import numpy as np
import pytest

from device.voice import speech
from device.voice.phrases import phrases
from device.voice.speech import LOUD, PROGRAM, SpeechError, spoken
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.guidance.cues import Ask, BodyPart, Cue
from tests.needs import Need

RATE = 48_000
installed = Need.VOICE.unless(shutil.which(PROGRAM))


@installed
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_is_spoken_in_about_a_second(language, monkeypatch):
    # on a machine that is busy with other tests, speech waits behind all of them
    monkeypatch.setattr(speech, "TIMEOUT_S", 120.0)
    text = words(language).say(Cue(BodyPart.LEFT_ELBOW, Ask.BEND))
    sound = spoken(text, language)
    assert sound.dtype == np.int16
    assert 0.7 < len(sound) / RATE < 2.2
    # a little less where a loud consonant would be cut off
    assert 0.8 * LOUD < np.sqrt(np.mean(sound.astype(float) ** 2)) < 1.01 * LOUD
    # it begins and ends with the words
    assert np.abs(sound[: RATE // 20]).max() > 100
    assert np.abs(sound[-RATE // 20 :]).max() > 100


@installed
@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_chinese_is_read_as_chinese(language):
    """Read as English letters, which `cmn` does in some versions, the same words take twice as long."""
    texts = phrases(words(language))[12:40]
    spelled = sum(len(spoken(text, language)) for text in texts)
    assert spelled / RATE / sum(map(len, texts)) < 0.26


@installed
def test_a_sentence_is_data_and_not_a_word_of_the_command():
    assert len(spoken("-v ko --help", "en")) > RATE // 2
    with pytest.raises(SpeechError, match="said nothing"):
        spoken("", "en")


def test_a_missing_program_says_so(monkeypatch):
    monkeypatch.setattr(speech.shutil, "which", lambda _: None)
    with pytest.raises(SpeechError, match="espeak-ng is not installed"):
        spoken("Go lower", "en")
