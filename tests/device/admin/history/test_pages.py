"""The history as a household sees it: whose is whose, and what is drawn."""

import html
import re
import subprocess
import sys

import pytest

from device.admin.history.pages import LISTED
from device.store import settings
from device.store.lessons import create
from device.words.languages import LANGUAGES
from tests.device.admin.conftest import EVENING
from tests.device.admin.pages import drawings, text_of


def test_without_a_match_the_page_says_how_to_begin(member_client):
    page = text_of(member_client.get("/history/"))
    assert "No training yet" in page
    assert 'href="/remote"' in page
    assert not drawings(page)


def test_a_members_page_has_their_weeks_scores_body_and_matches(member_client, member, play, database):
    with database.session() as session:
        lesson_id = create(session, EVENING, None, "Squats", "s.mp4").id
    for days in (0, 1, 2, 9):
        play(member, days=days, final=70.0 + days, lesson_id=lesson_id)
    page = text_of(member_client.get("/history/"))
    kinds = [svg.attrib["class"] for svg in drawings(page)]
    assert kinds == ["chart calendar", "chart scores", "chart figure"]
    calendar, scores, _ = drawings(page)
    trained = [cell for cell in calendar.iter("rect") if "shade0" not in cell.attrib["class"]]
    assert len(trained) == 4
    assert "4 days" in calendar.attrib["aria-label"]
    assert len(list(scores.iter("circle"))) == 4
    assert f'href="/lessons/{lesson_id}"' in page
    assert page.count('href="/history/') > 4
    figures = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert dict(figures) == {
        "This week": "3 min",
        "Days in a row": "3",
        "Weeks in a row": "2",
        "Longest streak": "3 days",
        "Matches": "4",
        "Total": "4 min",
    }


def test_the_week_begins_at_midnight_where_the_household_lives(member_client, member, play, database):
    """In Seoul it is Sunday 04:30 now; the week began on Monday at 00:00."""
    with database.session() as session:
        settings.save(session, timezone="Asia/Seoul")
    for minutes in (20, -5):
        play(member, days=6 + 4.5 / 24 - minutes / 1440)
    page = text_of(member_client.get("/history/"))
    assert dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))["This week"] == "1 min"


def test_a_member_sees_only_what_is_theirs(member_client, owner, member, play):
    (owners,) = play(owner, lesson="Secret yoga")
    theirs, beside = play(member, owner, lesson="Together")
    assert "Secret yoga" not in text_of(member_client.get("/history/"))
    assert member_client.get("/history/family").status_code == 403
    assert member_client.get(f"/history/members/{owner.id}").status_code == 403
    for player_id in (owners, beside):
        assert member_client.get(f"/history/{player_id}").status_code == 403
        assert member_client.get(f"/history/{player_id}/delete").status_code == 403
        assert member_client.post(f"/history/{player_id}/delete").status_code == 403
    assert member_client.post(f"/history/members/{owner.id}/delete").status_code == 403
    assert member_client.get(f"/history/export.csv?member={owner.id}").status_code == 403
    assert member_client.get("/history/export.json?family=1").status_code == 403
    page = text_of(member_client.get(f"/history/{theirs}"))
    assert f"/history/{beside}" not in page


def test_the_owner_sees_everybody_and_the_guests(owner_client, owner, member, play):
    play(owner)
    play(member, None, lesson="Together")
    page = text_of(owner_client.get("/history/family"))
    assert "Jun" in page
    assert "Guest" in page
    assert "1 match ·" in page
    assert "Together" in text_of(owner_client.get(f"/history/members/{member.id}"))
    assert owner_client.get("/history/members/99").status_code == 404


def test_nobody_who_is_not_signed_in_sees_anything(client, owner, play):
    (player_id,) = play(owner)
    for path in ("/history/", "/history/family", f"/history/{player_id}", "/history/export.csv"):
        assert client.get(path).status_code in {303, 401}


def test_a_match_is_told_with_its_curve_moments_and_corrections(member_client, member, play):
    (player_id,) = play(member, lesson="Squats", final=81.4)
    page = text_of(member_client.get(f"/history/{player_id}"))
    assert "Bend your left knee more" in page
    assert page.index("Bend your left knee more") < page.index("Raise your arms higher")
    assert 'value="75.0"' in page  # three quarters of all that had to be corrected
    live, body = drawings(page)
    assert (live.attrib["class"], body.attrib["class"]) == ("chart live", "chart figure")
    assert len(list(live.iter("polyline"))) == 2  # with a gap where nobody was judged
    assert {line.attrib["class"] for line in live.iter("line")} >= {"mark best", "mark worst"}
    assert "Neck" in page
    assert ">81<" in page
    assert "Last time" not in page


def test_a_match_is_compared_with_the_last_one_of_that_lesson(member_client, member, play, database):
    with database.session() as session:
        lesson_id = create(session, EVENING, None, "Squats", "s.mp4").id
    play(member, days=3, final=70.0, lesson_id=lesson_id, joints={"nose": 90.0, "left_knee": 10.0})
    (player_id,) = play(member, final=81.0, lesson_id=lesson_id, joints={"nose": 85.0, "left_knee": 30.0})
    page = text_of(member_client.get(f"/history/{player_id}"))
    assert "Last time: 70" in page
    deltas = re.findall(r'class="delta (\w*)">(.*?)<', page)
    assert deltas == [("up", "+11"), ("down", "\N{MINUS SIGN}5"), ("up", "+20")]
    assert "line before" in page


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 repetition<"), (12, "12 repetitions<"), (0, "0 repetitions<")]
)
def test_repetitions_that_were_counted_are_told(member_client, member, play, count, words):
    (player_id,) = play(member, summary={"repetitions": count})
    assert words in text_of(member_client.get(f"/history/{player_id}"))
    (without,) = play(member)
    assert "repetition" not in text_of(member_client.get(f"/history/{without}"))


def test_a_match_that_could_not_be_judged_has_a_page(member_client, member, play):
    empty = {
        "final": None,
        "joints": {"nose": None},
        "angles": {},
        "live": [],
        "corrections": [],
        "summary": {},
    }
    (player_id,) = play(member, lag_s=None, seen_share=0.2, **empty)
    page = text_of(member_client.get(f"/history/{player_id}"))
    assert "No score" in page
    assert "Seen 20 % of the time" in page
    assert not drawings(page)
    assert "No score" in text_of(member_client.get("/history/"))


def test_what_another_version_kept_does_not_break_the_page(member_client, member, play):
    strange = [
        {"part": "tail", "ask": "wag", "burden": 1.0},
        {"ask": "bend"},
        {"part": "head", "ask": "bend"},
    ]
    (player_id,) = play(member, corrections=strange, joints={"left_gill": 50.0})
    page = text_of(member_client.get(f"/history/{player_id}"))
    assert "What to work on" not in page
    assert "left gill" in page


def test_names_are_never_markup(member_client, member, play):
    (player_id,) = play(member, lesson="<script>alert(1)</script>")
    for path in ("/history/", f"/history/{player_id}", f"/history/{player_id}/delete"):
        page = text_of(member_client.get(path))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_long_lists_have_pages(member_client, member, play):
    for days in range(LISTED + 3):
        play(member, days=days)
    assert "1 of 2" in text_of(member_client.get("/history/"))
    assert "2 of 2" in text_of(member_client.get("/history/?page=2"))
    assert member_client.get("/history/?page=99").status_code == 200
    assert member_client.get("/history/?page=-1").status_code == 200


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_page_speaks_the_members_language(owner_client, owner, play, database, language):
    (player_id,) = play(owner, lesson="123")
    with database.session() as session:
        session.merge(owner).language = language
    for path in ("/history/", "/history/family", f"/history/{player_id}", f"/history/{player_id}/delete"):
        page = text_of(owner_client.get(path))
        content = html.unescape(re.sub(r"<[^>]*>", " ", page[page.index("<main") :]))
        latin = set(re.findall(r"[A-Za-z]{2,}", content)) - {"Mina", "CSV", "JSON", "AM", "PM"}
        assert not latin, path


def test_the_page_loads_no_arithmetic():
    code = (
        "import sys, device.admin.history.pages, device.admin.remote.pages;"
        "print({name.partition('.')[0] for name in sys.modules} & "
        "{'numpy', 'numba', 'tflite_runtime', 'av', 'cv2', 'pygame'})"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
