import re
from pathlib import Path

import pytest

from models.fetching.manifest import cache_folder, manifest
from models.fetching.samples import sample_names


def test_every_network_has_a_checked_name_and_both_sources():
    assert [model.name for model in manifest().models] == ["detector", "lite", "full", "heavy"]
    for model in manifest().models:
        assert re.fullmatch("[0-9a-f]{64}", model.sha256)
        assert model.bytes > 0
        assert [source.kind for source in model.sources] == ["https", "npm"]
        assert model.sources[0].address.startswith("https://")
        assert model.sources[1].member.startswith("package/")


def test_every_font_has_a_free_licence_and_both_sources():
    assert [font.name.removeprefix("noto-") for font in manifest().fonts] == [
        *("sans-tc", "sans-sc", "sans-kr"),
        *("sans", "sans-arabic", "sans-hebrew", "sans-thai", "sans-devanagari", "emoji"),
    ]
    for font in manifest().fonts:
        assert re.fullmatch("[0-9a-f]{64}", font.sha256)
        assert font.licence == "OFL-1.1"
        assert [source.kind for source in font.sources] == ["https", "npm"]
        assert manifest().font(font.name) is font


def test_every_clip_can_be_named():
    assert sample_names()[0] == "sports2d"
    assert len(set(sample_names())) == 9
    for name in sample_names():
        wheel, clip = manifest().clip(name)
        assert clip in wheel.clips
        assert re.fullmatch("[0-9a-f]{64}", clip.sha256)


def test_unknown_names_are_refused():
    with pytest.raises(KeyError):
        manifest().model("huge")
    with pytest.raises(KeyError):
        manifest().font("comic")
    with pytest.raises(KeyError):
        manifest().clip("cat")


def test_the_cache_lies_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("FORMBOX_CACHE", "/some/where")
    assert cache_folder() == Path("/some/where")
    monkeypatch.delenv("FORMBOX_CACHE")
    monkeypatch.setenv("HOME", "/home/anna")
    assert cache_folder() == Path("/home/anna/.cache/formbox")
