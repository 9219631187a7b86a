import re

import pytest
from sqlalchemy import select

from device.admin.people import passwords
from device.remote.messages import CODE_SHOWN_MAX_S
from device.store.codes import shown_code
from device.store.matches import add as add_match
from device.store.members import NameTakenError, add_member, members, name_key
from device.store.tables import Match, Member, Player, Role
from tests.device.admin.conftest import join


def played(database, member, now):
    """A match of theirs."""
    with database.session() as rows:
        match = Match(lesson_id=None, lesson_name="Squats", played_at=now, duration_s=60.0, method="adaptive")
        match.players = [
            Player(
                member_id=member.id,
                place=0,
                final=88.0,
                joints={},
                angles={},
                live=[],
                corrections=[],
                summary={},
            )
        ]
        return add_match(rows, match)


def test_everybody_sees_the_household_and_owners_its_doors(owner_client, member_client):
    assert "/members/2" in owner_client.get("/members").text
    page = member_client.get("/members").text
    assert "Mina" in page
    assert "/members/1" not in page
    assert "/members/add" not in page


def test_the_owners_page_shows_the_code_that_the_tv_shows(app, owner_client):
    page = owner_client.get("/members/add").text
    assert '<svg class="qr"' in page or 'class="qr"' in page
    digits = "".join(re.search(r'class="digits">(\d{3}) (\d{3})<', page).groups())
    assert owner_client.get("/members/add").text.count(f"{digits[:3]} {digits[3:]}") == 1
    phone = app.test_client()
    data = {"name": "Theo", "secret": "271828", "code": digits, "colour": "", "language": "en"}
    assert phone.post("/start", data=data).status_code == 303


def test_a_forgotten_pin_is_chosen_anew_with_a_code_and_nothing_is_lost(
    app, database, owner_client, owner, clock
):
    theo = join(database, "Theo", secret=passwords.hashed("271828"))
    played(database, theo, clock())
    old_phone = app.test_client().sign_in(theo)
    page = owner_client.post(f"/members/{theo.id}/reset").text
    digits = "".join(re.search(r'class="digits">(\d{3}) (\d{3})<', page).groups())
    assert old_phone.get("/more").status_code == 303
    assert app.test_client().post("/sign-in", data={"name": "Theo", "secret": "271828"}).status_code == 422
    phone = app.test_client()
    phone.post("/start", data={"name": "theo", "secret": "161803", "code": digits, "language": "en"})
    assert phone.get("/more").status_code == 200
    with database.reading() as rows:
        assert [one.name for one in members(rows)] == ["Mina", "Theo"]
        assert rows.scalars(select(Player)).one().member_id == theo.id


def test_who_is_removed_is_out_and_leaves_their_matches(app, database, owner_client, member, clock):
    match = played(database, member, clock())
    phone = app.test_client().sign_in(member)
    assert "cannot sign in any more" in owner_client.get(f"/members/{member.id}/remove").text
    owner_client.post(f"/members/{member.id}/remove")
    assert phone.get("/more").status_code == 303
    with database.reading() as rows:
        assert rows.get(Member, member.id) is None
        [player] = rows.get(Match, match).players
        assert (player.member_id, player.final) == (None, 88.0)


def test_an_owner_cannot_remove_or_reset_themselves(owner_client, owner):
    for what in ("remove", "reset"):
        assert owner_client.post(f"/members/{owner.id}/{what}").status_code == 409


def test_one_owner_stays(owner_client, owner, member, database):
    assert owner_client.post(f"/members/{owner.id}/role", data={"role": "member"}).status_code == 409
    owner_client.post(f"/members/{member.id}/role", data={"role": "owner"})
    assert owner_client.post(f"/members/{owner.id}/role", data={"role": "member"}).status_code == 303
    assert owner_client.get("/box").status_code == 403
    with database.reading() as rows:
        assert [one.role for one in members(rows)] == [Role.MEMBER, Role.OWNER]


def test_a_member_changes_what_is_theirs(member_client, database, member):
    answer = member_client.post("/me", data={"name": "Juno", "colour": "#5ad1a0", "language": "zh-Hant"})
    assert answer.status_code == 303
    page = member_client.get("/me").text
    assert "已儲存" in page
    with database.reading() as rows:
        row = rows.get(Member, member.id)
        assert (row.name, row.colour, row.language) == ("Juno", "#5ad1a0", "zh-Hant")


def test_a_name_belongs_to_one(member_client, database, member):
    assert member_client.post("/me", data={"name": "MINA"}).status_code == 422
    assert member_client.post("/me", data={"name": "jun"}).status_code == 303


@pytest.mark.parametrize("colour", ["red", "#12345", '#"/><script>', ""])
def test_a_colour_is_one_of_ours(member_client, database, member, colour):
    member_client.post("/me", data={"name": "Jun", "colour": colour, "language": "xx"})
    with database.reading() as rows:
        row = rows.get(Member, member.id)
        assert re.fullmatch("#[0-9a-f]{6}", row.colour)
        assert row.language == "en"


def test_names_are_compared_as_people_read_them(database, clock):
    assert name_key("  José  \uff2diguel ") == name_key("JOSÉ miguel")
    with database.session() as rows:
        add_member(rows, clock(), "José", Role.MEMBER, "#89a4ff", "en", "")
        with pytest.raises(NameTakenError):
            add_member(rows, clock(), "jose\u0301", Role.MEMBER, "#89a4ff", "en", "")


def test_being_here_is_noted_but_not_at_every_page(member_client, database, member, clock):
    def seen():
        with database.reading() as rows:
            return rows.get(Member, member.id).seen_at

    member_client.get("/more")
    first = seen()
    assert first == clock()
    clock.advance(seconds=599)
    member_client.get("/more")
    assert seen() == first
    clock.advance(seconds=1)
    member_client.get("/more")
    assert seen() == clock()


def test_the_tv_shows_the_code_too(owner_client, folder, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "device.admin.people.members.ask", lambda path, request, _: asked.append((path, request))
    )
    page = owner_client.get("/members/add").text
    ((path, code),) = asked
    assert path == folder.station_socket
    assert 0 < code.for_s <= CODE_SHOWN_MAX_S
    assert f"{code.digits[:3]} {code.digits[3:]}" in page


@pytest.mark.parametrize(
    ("name", "sentence"), [("M\u0456na", "looks like"), ("Mi\u200bna", "cannot be seen")]
)
def test_nobody_can_be_taken_for_somebody_else(app, member_client, owner, database, clock, name, sentence):
    answer = member_client.post("/me", data={"name": name, "colour": "#89a4ff", "language": "en"})
    assert answer.status_code == 422
    assert sentence in answer.text
    with database.session() as rows:
        digits = shown_code(rows, clock()).digits
    form = {"name": name, "secret": "271828", "code": digits, "colour": "", "language": "en"}
    answer = app.test_client().post("/start", data=form)
    assert answer.status_code == 422
    assert sentence in answer.text
    with database.reading() as rows:
        assert [one.name for one in members(rows)] == ["Mina", "Jun"]
