"""Phones stay signed in, and uploads go on, whatever the box's clock does between two visits.

The cookie of a session is signed with a time, refused when that lies ahead, and given to the browser with a
date; each of the three signed phones out when a box started with an early clock.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest

from device.admin.app import SESSION_KEPT, create_app
from device.admin.server.serving import _known
from tests.device.admin.conftest import EVENING, Phone

# by how much the clock moves between two visits, kind
ORIGINS = (
    (timedelta(hours=-6), "six hours back"),
    (timedelta(days=-1), "a day back"),
    (-(EVENING - datetime(1970, 1, 1, 0, 5, tzinfo=UTC)), "56 years back"),
    (timedelta(hours=6), "six hours ahead"),
    (timedelta(days=1), "a day ahead"),
    (timedelta(days=56 * 365), "56 years ahead"),
)


@pytest.fixture
def sure():
    """Whether a time server has set the box's clock."""
    return [True]


@pytest.fixture
def box(app, sure):
    made = create_app(replace(app.extensions["formbox"], is_sure=lambda: sure[0], may_delete=lambda: sure[0]))
    made.testing = True
    made.test_client_class = Phone
    return made


def signed_in(phone):
    return phone.get("/history/").status_code == 200


def cookie(phone):
    return phone.get_cookie("formbox").value


@pytest.mark.parametrize(("moves", "kind"), ORIGINS)
def test_a_phone_stays_signed_in_while_the_clock_is_wrong_and_when_it_is_set(
    box, owner, clock, sure, moves, kind
):
    phone = box.test_client().sign_in(owner)
    assert signed_in(phone)
    sure[0] = False
    clock.now = EVENING + moves
    assert signed_in(phone), kind
    assert _known(box, f"formbox={cookie(phone)}")
    sure[0] = True
    clock.now = EVENING + timedelta(minutes=10)
    assert signed_in(phone), kind
    # from then on it is dated
    clock.advance(days=SESSION_KEPT.days + 1)
    assert not signed_in(phone)


@pytest.mark.parametrize(("moves", "kind"), ORIGINS)
def test_a_clock_that_time_servers_set_back_signs_nobody_out(box, owner, clock, moves, kind):
    clock.now = EVENING + max(moves, -moves)
    phone = box.test_client().sign_in(owner)
    assert signed_in(phone)
    clock.now = EVENING
    assert signed_in(phone), kind


@pytest.mark.parametrize(("moves", "kind"), ORIGINS)
def test_a_browser_counts_the_time_itself(box, owner, clock, sure, moves, kind):
    sure[0] = False
    clock.now = EVENING + moves
    phone = box.test_client().sign_in(owner)
    (given,) = phone.get("/history/").headers.getlist("Set-Cookie")
    (morsel,) = SimpleCookie(given).values()
    assert (morsel["max-age"], morsel["expires"]) == (str(int(SESSION_KEPT.total_seconds())), ""), kind
    (gone,) = phone.post("/sign-out").headers.getlist("Set-Cookie")
    assert re.search("Max-Age=0", gone) or "member" not in gone


def test_a_session_ends_after_half_a_year(box, owner, clock):
    phone = box.test_client().sign_in(owner)
    clock.advance(days=SESSION_KEPT.days - 1)
    assert signed_in(phone)
    clock.advance(days=SESSION_KEPT.days + 1)
    assert not signed_in(phone)
