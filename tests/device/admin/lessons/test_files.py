from device.admin.lessons import files
from tests.device.admin.library import FILM, get


def test_a_video_comes_in_pieces(owner_client, ready):
    url = f"/lessons/{ready.id}/video"
    whole = get(owner_client, url)
    assert whole.data == FILM
    assert whole.mimetype == "video/mp4"
    assert "private" in whole.headers["Cache-Control"]
    first = get(owner_client, url, Range="bytes=0-")
    assert first.status_code == 206
    assert first.headers["Content-Range"] == f"bytes 0-{files.PIECE_MAX - 1}/{len(FILM)}"
    assert first.data == FILM[: files.PIECE_MAX]
    assert get(owner_client, url, Range="bytes=100-199").data == FILM[100:200]
    assert get(owner_client, url, Range="bytes=-3").data == b"end"
    last = get(owner_client, url, Range=f"bytes={len(FILM) - 10}-")
    assert last.data == FILM[-10:]
    assert get(owner_client, url, Range=f"bytes={len(FILM)}-").status_code == 416
    etag = whole.headers["ETag"]
    assert get(owner_client, url, If_None_Match=etag).status_code == 304
    changed = get(owner_client, url, Range="bytes=0-9", If_Range='"another"')
    assert changed.status_code == 200


def test_files_are_for_those_who_are_signed_in(owner_client, member_client, client, ready, add):
    waiting = add()
    for name in ("video", "thumbnail", "skeleton"):
        assert get(member_client, f"/lessons/{ready.id}/{name}").status_code == 200
        assert get(client, f"/lessons/{ready.id}/{name}").status_code == 303
        assert get(owner_client, f"/lessons/{waiting.id}/{name}").status_code == 404
        assert get(owner_client, f"/lessons/99/{name}").status_code == 404
    for path in ("/lessons/..%2f..%2fformbox.db/video", "/lessons/1/original", "/lessons/-1/video"):
        assert get(owner_client, path).status_code == 404
