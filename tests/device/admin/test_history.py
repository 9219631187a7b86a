"""The history as a household sees it: whose is whose, what is drawn, taken along and deleted.

Long because one household with its matches serves all of it.
"""

import csv
import html
import io
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from device.admin import charts, figure, history_words
from device.admin.history import LISTED
from device.admin.history_export import safe
from device.admin.languages import LANGUAGES
from device.store import matches
from device.store.lessons import create
from device.store.tables import Match, Player
from scoring.joints import Angle, Joint
from tests.device.admin.conftest import EVENING

BENT = {"part": "left_knee", "ask": "bend", "burden": 3.0}
RAISED = {"part": "both_arms", "ask": "raise", "burden": 1.0}


@pytest.fixture
def play(database, folder):
    """Keeps a match and gives the ids of its parts, in order; None stands for a guest."""

    def once(*members, lesson="Squats", days=0, final=80.0, lesson_id=None, **changes):
        players = []
        for place, member in enumerate(members):
            values = {
                "member_id": member.id if member else None,
                "place": place,
                "final": final,
                "joints": {joint.name.lower(): 50.0 + 3 * joint for joint in Joint},
                "angles": {angle.name.lower(): 70.0 + angle for angle in Angle},
                "live": [[0.5 * n, None if n == 30 else 60.0 + n % 20] for n in range(120)],
                "corrections": [BENT, RAISED],
                "summary": {"best": "neck", "best_s": 12.0, "worst": "left_knee", "worst_s": 40.0},
                "lag_s": 0.4,
                "mirrored": False,
                "seen_share": 0.95,
                "track": f"{lesson[:3].strip('=')}-{days}-{place}.npz",
            }
            players.append(Player(**(values | changes)))
            (folder.tracks / players[-1].track).write_bytes(b"poses")
        match = Match(
            lesson_id=lesson_id,
            lesson_name=lesson,
            played_at=EVENING - timedelta(days=days),
            duration_s=60.0,
            method="adaptive",
            players=players,
        )
        with database.session() as session:
            matches.add(session, match)
            return [player.id for player in match.players]

    return once


def text_of(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def drawings(page):
    """Every chart of a page, parsed: what a browser would refuse fails here."""
    return [ET.fromstring(svg) for svg in re.findall(r'<svg class="chart.*?</svg>', page, re.DOTALL)]


def test_without_a_match_the_page_says_how_to_begin(member_client):
    page = text_of(member_client.get("/history/"))
    assert "Nothing was trained yet" in page
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
        "Longest row": "3 days",
        "Matches": "4",
        "In all": "4 min",
    }


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


def test_deleting_asks_first_and_takes_the_poses_along(member_client, member, play, database, folder):
    (player_id,) = play(member, lesson="Squats")
    assert "Delete the match of" in text_of(member_client.get(f"/history/{player_id}/delete"))
    assert list(folder.tracks.iterdir())
    answer = member_client.post(f"/history/{player_id}/delete")
    assert (answer.status_code, answer.location) == (303, "/history/")
    assert not list(folder.tracks.iterdir())
    assert member_client.get(f"/history/{player_id}").status_code == 404
    assert member_client.post(f"/history/{player_id}/delete").status_code == 404


def test_deleting_wants_the_token(member_client, member, play):
    (player_id,) = play(member)
    assert member_client.post(f"/history/{player_id}/delete", csrf=False).status_code == 400
    assert member_client.get(f"/history/{player_id}").status_code == 200


def test_all_of_ones_own_can_be_deleted_and_nobody_elses_goes(
    member_client, member, owner, play, database, folder
):
    play(member)
    play(member, owner, lesson="Together", days=1)
    assert "all your 2 matches" in text_of(member_client.get(f"/history/members/{member.id}/delete"))
    assert member_client.post(f"/history/members/{member.id}/delete").status_code == 303
    with database.reading() as session:
        (left,) = matches.played(session)
        assert left.member_id == owner.id
    assert [path.name for path in folder.tracks.iterdir()] == ["Tog-1-1.npz"]


def test_the_owner_may_delete_anybodys(owner_client, member, play, database):
    (player_id,) = play(member)
    assert owner_client.post(f"/history/{player_id}/delete").location == f"/history/members/{member.id}"
    play(member)
    assert owner_client.post(f"/history/members/{member.id}/delete").status_code == 303
    with database.reading() as session:
        assert matches.count(session) == 0


def test_a_table_for_a_spreadsheet(member_client, member, play):
    play(member, lesson="=cmd|' /C calc'!A0", days=1, final=None)
    play(member, lesson='Yoga, slow; "deep"', lag_s=-0.1)
    answer = member_client.get("/history/export.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=formbox-2026-03-14.csv"
    assert answer.is_streamed
    text = text_of(answer)
    assert text[0] == "\ufeff"
    head, first, second = csv.reader(io.StringIO(text[1:]))
    rows = [dict(zip(head, row, strict=True)) for row in (first, second)]
    assert [row["lesson"] for row in rows] == ["'=cmd|' /C calc'!A0", 'Yoga, slow; "deep"']
    assert [row["score"] for row in rows] == ["", "80.0"]
    assert rows[1]["lag_s"] == "-0.1"
    assert rows[0]["left_knee"] == str(50.0 + 3 * Joint.LEFT_KNEE)
    assert rows[0]["member"] == "Jun"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_is_a_formula(text):
    assert safe(text) == "'" + text
    assert safe(f"a{text}") == f"a{text}"


def test_everything_for_programs(owner_client, owner, member, play):
    assert json.loads(text_of(owner_client.get("/history/export.json"))) == []
    play(owner, days=2)
    play(member, None, lesson="요가")
    (own,) = json.loads(text_of(owner_client.get("/history/export.json")))
    assert own["member"] == "Mina"
    assert own["played_at"].startswith("2026-03-12T")
    assert own["live"][30] == [15.0, None]
    assert own["corrections"] == [BENT, RAISED]
    everybody = json.loads(text_of(owner_client.get("/history/export.json?family=1")))
    assert [(one["member"], one["lesson"]) for one in everybody] == [
        ("Mina", "Squats"),
        ("Jun", "요가"),
        (None, "요가"),
    ]
    assert owner_client.get("/history/export.xml").status_code == 404


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


def test_levels_are_those_of_the_tv():
    from device.station.theme import GOOD_FROM, GREAT_FROM

    assert (charts.GOOD_FROM, charts.GREAT_FROM) == (GOOD_FROM, GREAT_FROM)
    assert [charts.level(score) for score in (None, 0, 59.9, 60, 84.9, 85)] == [
        "none",
        "bad",
        "bad",
        "fair",
        "fair",
        "good",
    ]


def test_joints_are_those_of_the_scores():
    assert tuple(joint.name.lower() for joint in Joint) == history_words.JOINTS


def test_the_figure_has_a_colour_and_a_pattern_for_each_limb():
    scores = dict.fromkeys(history_words.JOINTS, 90.0) | {
        "left_knee": 20.0,
        "right_wrist": 60.0,
        "nose": None,
    }
    svg = ET.fromstring(str(figure.figure(scores, "Body", "L", "R")))
    limbs = [line.attrib["class"] for line in svg.iter("line")]
    assert limbs.count("limb good") == 5
    # the knee spoils thigh and shank, the wrist the forearm
    assert (limbs.count("limb fair"), limbs.count("limb bad")) == (1, 2)
    assert limbs.count("limb over") == 3
    assert [circle.attrib["class"] for circle in svg.iter("circle")] == ["head none"]


def test_the_page_loads_no_arithmetic():
    code = (
        "import sys, device.admin.history, device.admin.remote;"
        "print({name.partition('.')[0] for name in sys.modules} & "
        "{'numpy', 'numba', 'tflite_runtime', 'av', 'cv2', 'pygame'})"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


def test_a_day_is_dark_by_its_minutes():
    assert [charts.shade(60 * minutes) for minutes in (0, 1, 5, 6, 15, 16, 30, 31)] == [
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
    ]
    assert date(2026, 3, 14).weekday() == 5
