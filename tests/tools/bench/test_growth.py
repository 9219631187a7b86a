from dataclasses import replace

import numpy as np
import pytest

from tests.tools.bench.growth import Sample, grown

EVENING = 200


def evening(**growth):
    """Samples of an evening with some noise, in which each of `growth` rises by so much from begin to end."""
    draw = np.random.default_rng(5)
    samples = []
    for number in range(EVENING):
        calm = Sample(300 + draw.normal(0, 2), 9 + number % 2, 24 + number % 2, 45 + draw.normal(0, 3), 30.0)
        rises = {name: getattr(calm, name) + much * number / EVENING for name, much in growth.items()}
        samples.append(replace(calm, **rises))
    return samples


def test_a_calm_evening_grows_nothing():
    assert grown(evening()) == []


@pytest.mark.parametrize(("name", "much"), [("rss_mb", 25), ("threads", 2), ("files", 2), ("latency_ms", 12)])
def test_what_rises_is_named(name, much):
    (found,) = grown(evening(**{name: much}))
    assert found.startswith(f"{name}:")


def test_what_is_filled_once_is_no_growth():
    samples = evening()
    for number in range(15):
        samples[number] = replace(samples[number], rss_mb=120.0, threads=3)
    assert grown(samples) == []


def test_between_matches_there_is_no_latency():
    samples = evening()
    samples[30::10] = [replace(sample, latency_ms=float("nan")) for sample in samples[30::10]]
    assert grown(samples) == []


def test_too_few_samples_say_nothing():
    with pytest.raises(ValueError, match="too few"):
        grown(evening()[:6])
