import pytest

from device.store.settings import GIB, load, save


def test_what_the_owner_sets_holds(owner_client, database):
    answer = owner_client.post(
        "/settings",
        data={
            "name": "Gym",
            "night_start": "23:00",
            "night_end": "05:30",
            "model": "heavy",
            "timezone": "Asia/Seoul",
            "trusted_hosts": "gym.example.org, box.example.org",
            "lesson_max_bytes": "2,5",
            "keep_deleted_days": "3",
        },
    )
    assert answer.status_code == 303
    with database.reading() as rows:
        now = load(rows)
    assert (now.name, now.night_start, now.model, now.keep_deleted_days) == ("Gym", "23:00", "heavy", 3)
    assert now.trusted_hosts == ("gym.example.org", "box.example.org")
    assert now.lesson_max_bytes == 2.5 * GIB
    page = owner_client.get("/settings").text
    assert "gym.example.org box.example.org" in page
    # half past seven in the evening in UTC is half past four in the morning in Seoul
    assert "4:30" in page


@pytest.mark.parametrize(
    "fault",
    [
        {"name": ""},
        {"name": "x" * 41},
        {"night_start": "25:00"},
        {"night_start": "06:00"},
        {"timezone": "Moon/Crater"},
        {"timezone": "../../etc/passwd"},
        {"model": "huge"},
        {"trusted_hosts": "*"},
        {"lesson_max_bytes": "much"},
        {"lesson_max_bytes": "1e400"},
        {"lesson_max_bytes": "nan"},
        {"job_memory_mb": "1"},
    ],
)
def test_what_cannot_be_changes_nothing_and_is_marked(owner_client, database, fault):
    with database.session() as rows:
        before = save(rows, keep_deleted_days=9)
    answer = owner_client.post("/settings", data={"keep_deleted_days": "5"} | fault)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text or "model" in fault
    with database.reading() as rows:
        assert load(rows) == before


def test_members_change_no_settings(member_client, database):
    assert member_client.post("/settings", data={"name": "Mine"}).status_code == 403
    with database.reading() as rows:
        assert load(rows).name == "Formbox"
