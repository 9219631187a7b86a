"""What a help file does not tell: tokens wherever they stand, and names however they are written."""

import pytest

from device.health.masking import masked

# a line, what must not be in it, kind
ORIGINS = (
    ("GET https://cloud.example/s/Ab3dE6gH9kLmN2p/film.mp4", "Ab3dE6gH9kLmN2p", "a token in a path"),
    ("https://drive.example/d/1a2b3c4d5e6f/view", "1a2b3c4d5e6f", "a short one"),
    (
        "see https://a.example/share/abcdefghijklmnopqrstuvwx",
        "abcdefghijklmnopqrstuvwx",
        "one of letters only",
    ),
    ("https://a.example/v?key=12", "key=12", "a query"),
    ("token JpQ3_x9aV2-kL0mN8bC7dF6gH5jK4lZ3xS2wQ1eR4tY", "JpQ3_x9aV2", "a session's token"),
    ("PATCH /uploads/0123456789abcdef0123456789abcdef", "0123456789abcdef", "an upload's id"),
    ("code 314159 shown", "314159", "a code"),
    ("code 314 159 shown", "314 159", "a code as the TV shows it"),
)
NAMED = (
    ("the lesson Grandpa's kick failed", "Grandpa's kick", "a name"),
    ("for ZOË\u0308".replace("\u0308", ""), "Zoë", "in capitals"),
    ("민아가 로그인", "민아", "with a particle"),
    ("/search?q=%EB%AF%BC%EC%95%84", "민아", "in an address"),
    ("open /fetch/Grandpa%27s%20kick", "Grandpa's kick", "with spaces in an address"),
)


@pytest.mark.parametrize(("line", "secret", "kind"), ORIGINS)
def test_tokens_are_masked_wherever_they_stand(line, secret, kind):
    assert secret not in masked(line), kind


@pytest.mark.parametrize(("line", "name", "kind"), NAMED)
def test_names_are_masked_however_they_are_written(line, name, kind):
    assert "***" in masked(line, [name]), kind
    assert name.casefold() not in masked(line, [name]).casefold(), kind


@pytest.mark.parametrize(
    "line",
    [
        "GET /static/style.css",
        "lesson 12: pose 40 % in 3.5 s",
        "/var/lib/formbox/lessons/12/tv.mp4",
        "1234567",
    ],
)
def test_what_helps_stays(line):
    assert masked(line, ["Mina"]) == line
