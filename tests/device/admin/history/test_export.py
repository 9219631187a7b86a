import csv
import io
import json

import pytest

from device.admin.history.export import safe
from scoring.body.joints import Joint
from tests.device.admin.conftest import BENT, RAISED
from tests.device.admin.pages import text_of


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
