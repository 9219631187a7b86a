"""A lesson that lost something on the way says what, and what one can do, in every language."""

import pytest

from device.admin.lessons.lost_text import notices, span
from device.lost import NOTHING_LOST, Lost
from device.store.tables import Lesson
from device.words.languages import LANGUAGES
from tests.device.admin.pages import text_of

ORIGINS = {
    # name: lost, what the sentences say in English, whether the list has a mark
    "nothing": (NOTHING_LOST, [], False),
    "the end": (Lost(cut=True, end_s=12.2), ["Missing at the end of the film: 12 seconds."], True),
    "a second": (Lost(cut=True, end_s=1.2), ["end of the film: 1 second."], True),
    "less": (Lost(cut=True, end_s=0.4), ["end of the film: less than a second."], True),
    "minutes": (Lost(cut=True, end_s=185.0), ["end of the film: 3 min."], True),
    "an end": (Lost(cut=True), ["The end of the film is missing."], True),
    "a hole": (Lost(unseen_s=4.0), ["Without a picture in the film: 4 seconds."], True),
    "sound": (Lost(silent=True), ["so the lesson is silent"], True),
    "a clock": (Lost(rebuilt=True), ["nothing is lost by it"], False),
    "all": (
        Lost(cut=True, unseen_s=2.0, silent=True, rebuilt=True),
        ["The end", "Without a picture", "silent", "clock jumped"],
        True,
    ),
}
MARK = "Not all of the film is here"


def lose(database, lesson, lost):
    with database.session() as session:
        session.get_one(Lesson, lesson.id).lost = lost


@pytest.mark.parametrize("name", ORIGINS)
def test_the_page_says_it_and_the_list_has_a_mark(owner_client, ready, database, name):
    lost, sentences, marked = ORIGINS[name]
    lose(database, ready, lost)
    page = text_of(owner_client.get(f"/lessons/{ready.id}"))
    assert [sentence in page for sentence in sentences] == [True] * len(sentences)
    assert page.count("Send it again") + page.count("send it again") == sum(
        (lost.cut, lost.unseen_s > 0, lost.silent)
    )
    assert (MARK in text_of(owner_client.get("/lessons/"))) is marked
    card = owner_client.get(f"/lessons/states?ids={ready.id}").json["lessons"][str(ready.id)]["card"]
    assert (MARK in card) is marked


def test_a_lesson_that_cannot_be_played_yet_says_nothing_of_it(owner_client, add, owner, database):
    waiting = add(by=owner)
    lose(database, waiting, Lost(silent=True))
    assert "silent" not in text_of(owner_client.get(f"/lessons/{waiting.id}"))
    assert MARK not in text_of(owner_client.get("/lessons/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_loss_has_a_sentence_of_its_own_in_every_language(app, language):
    kinds = (Lost(cut=True, end_s=9.0), *(lost for lost, said, _ in ORIGINS.values() if len(said) == 1))
    with app.test_request_context(headers={"Accept-Language": language}):
        said = [notices(lost) for lost in kinds]
        spans = {span(seconds) for seconds in (0.4, 1.0, 2.0, 185.0)}
    assert [len(one) for one in said] == [1] * len(kinds)
    assert len({one[0].sentence for one in said}) == len(kinds)
    assert len(spans) == 4
    if language != "en":
        assert not any("film" in one[0].sentence for one in said)
