"""What is wrong with the TV, as the page for phones says it."""

import html
import re

import pytest

from device.admin.remote.pages import TROUBLES_SHOWN
from device.admin.web.assets import STATIC
from device.remote.messages import (
    Status,
    TvState,
)
from device.trouble import Trouble
from device.words.languages import LANGUAGES
from device.words.lookup import words


def rows_of(page):
    """The troubles that the page is made with: their keys, pictures, titles and sentences."""
    shown = page[page.index('id="tv-troubles"') : page.index('<template id="tv-trouble"')]
    found = re.findall(r'data-key="(\w+)">.*?#(\w+)"/>.*?<b>(.*?)</b><small>(.*?)</small>', shown)
    return [tuple(map(html.unescape, row)) for row in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_is_said_as_on_the_tv(member_client, member, database, tv, language):
    with database.session() as session:
        session.merge(member).language = language
    spoken = words(language)
    for one in Trouble:
        tv.server.tell(Status(TvState.PLAYING, None, "Squats", troubles=(one,)))
        [told] = member_client.get("/remote/status").json["troubles"]
        row = (one, told["picture"], spoken.text(f"trouble_{one}"), spoken.sentence(one))
        assert tuple(told[key] for key in ("key", "picture", "title", "sentence")) == row
        assert rows_of(member_client.get("/remote/").text) == [row]
        assert f'id="{told["picture"]}"' in (STATIC / "icons" / "all.svg").read_text()


def test_the_most_urgent_troubles_are_shown_in_their_order(member_client, tv):
    found = (Trouble.TOO_HOT, Trouble.DISPLAY_LOST, Trouble.CAMERA_LOST, Trouble.UPDATING)
    tv.server.tell(Status(TvState.IDLE, troubles=found))
    told = member_client.get("/remote/status").json["troubles"]
    urgent = list(found[:TROUBLES_SHOWN])
    assert [one["key"] for one in told] == urgent
    assert [key for key, *_words in rows_of(member_client.get("/remote/").text)] == urgent
    tv.server.tell(Status(TvState.IDLE))
    empty = '<ul class="troubles" id="tv-troubles" aria-live="polite"></ul>'
    assert empty in member_client.get("/remote/").text, "without a blank, so that it has no edge"
