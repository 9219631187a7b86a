from device.store import matches
from tests.device.admin.pages import text_of


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
