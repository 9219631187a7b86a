"""Every route with odd values in its address, its query and its form: a sentence or 404, never a fault.

FORMBOX_LONG tries every value in every field of every route; without it each route gets a few of each.
"""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest

from device.admin import app as app_module

TEMPLATES = Path(app_module.__file__).parent / "templates"
LONG = bool(os.environ.get("FORMBOX_LONG"))
# what is sent, kind
ORIGINS = (
    ("", "nothing"),
    ("0", "zero"),
    ("-1", "below zero"),
    (str(2**31), "beyond 32 bits"),
    (str(2**63), "beyond 64 bits"),
    ("9" * 5000, "more digits than int() reads"),
    ("1e309", "beyond a double"),
    ("nan", "not a number"),
    ("-inf", "infinite"),
    ("1_000", "as Python writes it"),
    ("\u0661\u0662", "digits of another script"),
    ("\uff11", "wide digits"),
    ("0x10", "hexadecimal"),
    ("localtime", "a file that lies beside the zones of places"),
    ("right/Europe/Berlin", "a zone with leap seconds"),
    ("../../etc/passwd", "a path"),
    ("/dev/zero", "a device"),
    ("a\x00b", "a NUL"),
    ("\ud55c\uae00", "another script"),
    ("\u202e\u200b\ufeff", "nothing to see"),
    ("\U0001f600" * 50, "emoji"),
    ("%s%n{0}{{7*7}}'\";--", "what other programs would carry out"),
    ("x" * 5_000, "long"),
    ("[]", "a list"),
    ("true", "a word of JSON"),
    ("24:00", "no time of day"),
    ("http://[::1", "half an address"),
    ("https://\u2100.example/\udcff".encode("utf-8", "replace").decode(), "a host of signs"),
)
QUERIES = {"q", "sort", "undo", "ids", "page", "member", "family", "lesson", "language", "code", "next"}
FIELDS = sorted(
    {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in re.findall(r'name="(\w+)"|field\("(\w+)"|choice\("(\w+)"', page.read_text())
        for name in name
        if name
    }
    - {"csrf_token"}
    | QUERIES
    | {"press", "first", "last", "called", "camera", "limb", "model", "at_once", "wish", "percent"}
)
HEADERS = ("Upload-Offset", "Upload-Length", "Upload-Metadata", "X-Offset", "Range", "If-None-Match")
# these send no answer of their own in a test, or change who is signed in
SPARED = {"static", "box.backup", "sign_in.leave"}


@pytest.fixture
def box(app, ready, play, owner):
    """With rows of every kind, and faults as answers."""
    play(owner, lesson_id=ready.id)
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    return app


def rules(app):
    for rule in sorted(app.url_map.iter_rules(), key=str):
        for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
            if rule.endpoint not in SPARED:
                yield rule, method


def paths(rule, value):
    """The rule's address with rows that are there, and with the value in each place."""
    bare = re.sub(r"<(?:\w+:)?\w+>", "1", rule.rule)
    yield bare
    if "/" not in value and value:
        for place in re.findall(r"<(?:\w+:)?\w+>", rule.rule):
            yield re.sub(r"<(?:\w+:)?\w+>", "1", rule.rule.replace(place, value, 1))


def test_every_route_answers_odd_values_in_words(box, database, owner):
    phone = box.test_client().sign_in(owner)
    faults = []
    for step, (rule, method) in enumerate(rules(box)):
        # without FORMBOX_LONG every route gets two of the values, and every value a few routes
        for number, (value, kind) in enumerate(ORIGINS):
            if not LONG and (number + step) % 13:
                continue
            for path in paths(rule, value):
                form = dict.fromkeys(FIELDS, value)
                if rule.endpoint == "uploads.plain":
                    form["video"] = (BytesIO(b"film"), f"{value}.mov")
                answer = phone.open(
                    path,
                    method=method,
                    query_string=dict.fromkeys(sorted(QUERIES), value),
                    data=form if method != "GET" else None,
                    headers={"Tus-Resumable": "1.0.0", "Upload-Metadata": "name " + "!" * 8}
                    | {name: plain(value) for name in HEADERS},
                    buffered=True,
                )
                if answer.status_code >= 500 and answer.status_code not in {503, 507}:
                    faults.append(f"{method} {path[:60]} with {kind}: {answer.status_code}")
                if phone.get("/me").status_code != 200:
                    phone.sign_in(again(database, owner))
    assert faults == []


def plain(value):
    """What a header can carry."""
    return "".join(letter for letter in value if letter.isprintable() and letter.isascii())[:100]


def again(database, owner):
    """The owner as their row is now."""
    with database.reading() as rows:
        return rows.get_one(type(owner), owner.id)


FORMS = (
    ("/settings", "job_time_factor"),
    ("/settings", "timezone"),
    ("/settings", "keep_deleted_days"),
    ("/settings", "lesson_max_bytes"),
    ("/settings", "volume"),
    ("/settings", "trusted_hosts"),
    ("/settings", "camera"),
    ("/settings", "night_start"),
    ("/remote/start", "lesson"),
    ("/remote/volume", "percent"),
    ("/lessons/1/trim", "start"),
    ("/lessons/1/parts/1/split", "at"),
    ("/history/1/teach", "first"),
    ("/fetch/", "url"),
    ("/me", "name"),
)


@pytest.mark.parametrize(("path", "field"), FORMS)
def test_one_odd_value_alone_is_answered_in_words(box, owner, path, field):
    """Alone, since a form says its first fault only."""
    phone = box.test_client().sign_in(owner)
    for value, kind in ORIGINS:
        answer = phone.post(path, data={field: value})
        assert answer.status_code < 500 or answer.status_code in {503, 507}, (kind, answer.text[:200])
        assert phone.get(path if path == "/settings" else "/more").status_code == 200, kind


@pytest.mark.parametrize("number", [2**31, 2**63, 2**64, 10**30])
@pytest.mark.parametrize(
    "path", ["/lessons/{}", "/lessons/{}/video", "/history/{}", "/members/{}", "/history/members/{}"]
)
def test_a_number_that_no_row_can_have_is_not_found(owner_client, owner, path, number):
    assert owner_client.get(path.format(number)).status_code == 404
