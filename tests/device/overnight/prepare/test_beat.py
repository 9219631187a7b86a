from dataclasses import replace

import numpy as np
import pytest

from device.media.listening import MONO_HZ, Listened, band_pieces
from device.overnight.prepare.beat import PULSE_MIN, beat_of, pulse
from models.mannequin.metronome import metronome
from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.script import Script, Step
from scoring.body.joints import JOINT_COUNT
from tests.scoring.bodies import as_track

SECONDS = 24.0


def heard(samples):
    return Listened(bands=np.concatenate(list(band_pieces([np.asarray(samples, np.float32)]))))


def script(movement, bpm):
    each = MOVEMENTS[movement].beats * 60 / bpm
    steps = (Step(movement, max(1, round(SECONDS / each))),)
    return Script(timeline=steps, bpm=bpm, fps=20, width=480, height=360)


def lesson(movement, bpm):
    """A metronome, of which every third sample is enough: its clicks are low; and the track."""
    plan = script(movement, bpm)
    return heard(metronome(plan)[::3, 0]), perform(plan).truth[0].track


def syllables(seconds, seed=0):
    """Noise that comes and goes as syllables do, 3 to 8 a second, with pauses."""
    random = np.random.default_rng(seed)
    sound = random.normal(0, 0.001, int(seconds * MONO_HZ))
    at = 0.0
    while at < seconds - 1:
        length = random.uniform(0.06, 0.2)
        begin, count = int(at * MONO_HZ), int(length * MONO_HZ)
        sound[begin : begin + count] += np.hanning(count) * random.normal(0, random.uniform(0.05, 0.3), count)
        at += length + random.choice([0.03, 0.12, 0.6], p=[0.6, 0.3, 0.1])
    return sound


@pytest.mark.parametrize("bpm", [70.0, 100.0, 128.0])
def test_a_dance_to_a_metronome_has_its_beat(bpm):
    assert beat_of(*lesson("dance", bpm)) == pytest.approx(bpm, rel=0.01)


@pytest.mark.parametrize("movement", ["squat", "jumping_jack", "lateral_raise", "rest", "talk"])
def test_what_repeats_or_rests_has_none(movement):
    sound, track = lesson(movement, 100.0)
    assert pulse(sound.bands[:1600])[0] > PULSE_MIN
    assert beat_of(sound, track) is None


def test_a_dance_to_speech_or_silence_or_without_sound_has_none():
    track = perform(script("dance", 100.0)).truth[0].track
    for sound in (heard(syllables(SECONDS)), heard(np.zeros(int(SECONDS * MONO_HZ))), None):
        assert beat_of(sound, track) is None


def test_a_dance_that_stands_still_for_less_than_half_keeps_its_beat():
    sound, track = lesson("dance", 100.0)
    still = np.repeat(track.landmarks[:1], 400, axis=0), np.repeat(track.world[:1], 400, axis=0)
    longer = replace(
        track,
        times=np.concatenate([np.arange(400) / 20, track.times + 20.0]),
        landmarks=np.concatenate([still[0], track.landmarks]),
        world=np.concatenate([still[1], track.world]),
        visibility=np.concatenate([np.repeat(track.visibility[:1], 400, axis=0), track.visibility]),
    )
    later = Listened(bands=np.concatenate([sound.bands[:2000], sound.bands]))
    assert beat_of(later, longer) == pytest.approx(100.0, rel=0.01)


def test_too_short_a_lesson_and_one_without_a_body_have_none():
    sound, track = lesson("dance", 100.0)
    short = Listened(bands=sound.bands[:400])
    nobody = as_track(np.full((480, JOINT_COUNT, 2), np.nan), np.arange(480) / 20)
    assert beat_of(short, track) is None
    assert beat_of(sound, nobody) is None


@pytest.mark.parametrize("bpm", [60, 90, 120, 150])
def test_the_pulse_of_clicks_is_their_number_a_minute(bpm):
    sound = np.zeros(16 * MONO_HZ)
    for at in np.arange(0.1, 15.9, 60 / bpm):
        sound[int(at * MONO_HZ) :][:160] = 0.5
    strength, found = pulse(heard(sound).bands)
    assert strength > 0.4
    assert found == pytest.approx(bpm, rel=0.01)


def test_speech_and_noise_and_silence_have_no_pulse():
    noise = np.random.default_rng(0).normal(0, 0.1, 16 * MONO_HZ)
    for sound in (syllables(16.0), noise, np.zeros(16 * MONO_HZ), noise[:MONO_HZ]):
        assert pulse(heard(sound).bands)[0] < PULSE_MIN
