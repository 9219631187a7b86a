import pytest

from device.admin.lessons.from_link import is_at_home, name_of
from device.store.tables import Job, JobKind, JobState, Lesson


def rows(database, kind):
    with database.reading() as session:
        found = session.query(kind).all()
        session.expunge_all()
    return found


def test_a_link_waits_for_the_night(member_client, database, member):
    url = "https://example.org/films/Leg%20day_1.mp4?x=1"
    answer = member_client.post("/fetch", data={"url": f" {url} ", "name": ""})
    assert answer.headers["Location"] == "/lessons/1"
    [lesson], [job] = rows(database, Lesson), rows(database, Job)
    assert (lesson.name, lesson.source, lesson.added_by) == ("Leg day 1", url, member.id)
    assert (job.kind, job.url, job.state, job.at_once) == (JobKind.FETCH, url, JobState.RECEIVED, False)
    page = member_client.get("/lessons/1").text
    assert "The box will download it tonight." in page
    assert "Prepare now" in page


def test_it_may_have_a_name(owner_client, database):
    owner_client.post("/fetch", data={"url": "https://example.org/watch?v=1", "name": " Yoga  flow "})
    assert [lesson.name for lesson in rows(database, Lesson)] == ["Yoga flow"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "films",
        "ftp://example.org/a.mp4",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///a.mp4",
        "https://[::1",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/\u202ea",
        "https://example.org/" + "a" * 2000,
        "https://user:secret@example.org/a.mp4",
        "http://localhost/a.mp4",
        "http://formbox.local/a.mp4",
        "http://192.168.1.1/a.mp4",
        "http://169.254.169.254/latest",
        "http://[fd00::1]/a.mp4",
        "http://127.0.0.1:8080/",
    ],
)
def test_other_links_are_refused_with_a_reason(owner_client, database, url):
    answer = owner_client.post("/fetch", data={"url": url})
    assert answer.status_code == 400
    assert 'class="field wrong"' in answer.text
    assert rows(database, Lesson) == rows(database, Job) == []


def test_strangers_add_nothing(client, owner, database):
    assert client.post("/fetch", data={"url": "https://example.org/a.mp4"}).status_code in {303, 401}
    assert rows(database, Lesson) == []


@pytest.mark.parametrize(
    ("host", "home"), [("example.org", False), ("93.184.216.34", False), ("10.0.0.1", True), ("nas", True)]
)
def test_who_is_at_home(host, home):
    assert is_at_home(host) is home


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org", "example.org"),
        ("https://example.org/a/b.mp4", "b"),
        ("https://example.org/%EB%8B%A4%EB%A6%AC.mov", "다리"),
        ("https://example.org/..", "Lesson"),
    ],
)
def test_names_of_links(url, name):
    assert name_of(url) == name
