"""Repetitions of a match become an exercise of the household's own."""

import pytest
from sqlalchemy import select

from device.store.exercise_tables import OwnExercise
from tests.device.admin.conftest import EVENING
from tests.device.admin.pages import text_of
from tests.device.store.furnished import repetition


def rows(count, seconds=2.0):
    """Repetitions one after the other, `seconds` each, from 10 s on."""
    return [
        repetition(
            number,
            begin_s=10 + seconds * (number - 1),
            bottom_s=10 + seconds * (number - 0.5),
            end_s=10 + seconds * number,
        )
        for number in range(1, count + 1)
    ]


def taught(database):
    with database.reading() as session:
        return [
            (
                one.name,
                one.member_id,
                one.created_at,
                [(e.player_id, e.start_s, e.end_s) for e in one.examples],
            )
            for one in session.scalars(select(OwnExercise))
        ]


def test_a_set_is_taught_under_a_name(owner_client, owner, play, database):
    (player,) = play(owner, repetitions=rows(5))
    assert "Teach the box this exercise" in text_of(owner_client.get(f"/history/{player}"))
    fields = {"first": "1", "last": "4", "called": "  Grandma's  stretch "}
    answer = owner_client.post(f"/history/{player}/teach", data=fields)
    assert (answer.status_code, answer.location) == (303, f"/history/{player}")
    assert "Learnt: the box recognises it from now on." in text_of(owner_client.get(f"/history/{player}"))
    spans = [(player, 10.0, 13.0), (player, 12.5, 15.5), (player, 15.0, 18.0)]
    assert taught(database) == [("Grandma's stretch", owner.id, EVENING, spans)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"called": " "}, "Write what the exercise is called."),
        ({"called": "스쿼트"}, "The box knows this exercise already"),
        ({"called": "Twirl", "last": "1"}, "too few, or too short"),
        ({"called": "Twirl", "first": "7", "last": "9"}, "too few, or too short"),
        ({"called": "Twirl", "first": "x"}, "too few, or too short"),
    ],
)
def test_what_cannot_be_taught_is_said(owner_client, owner, play, database, fields, sentence):
    (player,) = play(owner, repetitions=rows(2 if fields.get("first") == "x" else 5, 1.0))
    owner_client.post(f"/history/{player}/teach", data={"first": "1", "last": "5"} | fields)
    assert sentence in text_of(owner_client.get(f"/history/{player}"))
    assert taught(database) == []


def test_what_is_too_short_is_not_offered_and_others_cannot(
    owner_client, owner, member_client, play, database
):
    (player,) = play(owner, repetitions=rows(5))
    assert member_client.post(f"/history/{player}/teach", data={"called": "Twirl"}).status_code == 403
    assert owner_client.post("/history/999/teach", data={"called": "Twirl"}).status_code == 404
    (short,) = play(owner, repetitions=rows(1, 2.0))
    assert "Teach the box this exercise" not in text_of(owner_client.get(f"/history/{short}"))
    assert taught(database) == []
