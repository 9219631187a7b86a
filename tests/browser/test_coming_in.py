"""The house as a phone sees it: coming in, people, settings, box; in all languages, by day and by night."""

import pytest

from device.store.members import members
from device.store.settings import load
from device.words.languages import LANGUAGES
from tests.browser.serving import come_in

PAGES = (
    "/more",
    "/members",
    "/members/add",
    "/me",
    "/settings",
    "/box",
    "/box/restore",
    "/box/switch/restart",
)
# nothing reaches beyond the phone's edge; every text field has a name; what is pressed is large enough
TIDY = """(() => {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the phone");
  for (const field of document.querySelectorAll("input:not([type=hidden]):not([hidden]), select"))
    if (!field.labels.length && !field.ariaLabel) faults.push("no label: " + field.name);
  for (const one of document.querySelectorAll("button, .button, .bar a, .row, input, select")) {
    const box = one.getBoundingClientRect();
    const small = ["hidden", "checkbox", "radio"].includes(one.type);
    if (box.width && !small && box.height < 36)
      faults.push("too small: " + one.outerHTML.slice(0, 80));
  }
  return faults;
})()"""


@pytest.mark.parametrize(
    ("language", "scheme", "word"),
    [
        ("en", "light", "Settings"),
        ("zh-Hant", "dark", "設定"),
        ("zh-Hans", "light", "设置"),
        ("ko", "dark", "설정"),
    ],
)
def test_the_first_phone_makes_the_box_its_own(browser, box, language, scheme, word):
    steps = [["goto", "/"], ["evaluate", TIDY], *come_in(box.code(), language=language)]
    for page in PAGES:
        steps += [["goto", page], ["evaluate", TIDY]]
    steps += [["goto", "/more"], ["text", "main"], ["cookies"]]
    answer = box.visit(steps, colorScheme=scheme, locale=language)
    *faults, text, cookies = answer["results"]
    assert faults == [[]] * (len(PAGES) + 1)
    assert word in text
    assert "Mina" in text
    assert answer["console"] == []
    assert answer["failed"] == []
    assert all((one["httpOnly"], one["sameSite"]) == (True, "Lax") for one in cookies)
    assert cookies
    with box.database.reading() as rows:
        assert load(rows).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_narrowest_phone_has_room(browser, box, language):
    steps = come_in(box.code(), language=language)
    for page in PAGES:
        steps += [["goto", page], ["evaluate", TIDY]]
    answer = box.visit(steps, width=320, height=568, locale=language)
    assert answer["results"] == [[]] * len(PAGES)


def test_it_works_without_scripts(browser, box):
    answer = box.visit(
        [
            *come_in(box.code()),
            ["goto", "/me"],
            ["fill", "#name", "Mina Kim"],
            ["click", "form[action='/me'] button"],
            ["text", ".notice"],
            ["goto", "/settings"],
            ["fill", "#name", "Living room"],
            ["click", "form button"],
            ["text", ".notice"],
            ["goto", "/more"],
            ["click", "text=Sign out"],
            ["fill", "#name", "mina kim"],
            ["fill", "#secret", "271828"],
            ["click", "form button"],
            ["wait", "nav.bar"],
        ],
        javaScript=False,
    )
    assert answer["results"] == ["Saved.", "Saved."]
    with box.database.reading() as rows:
        assert [one.name for one in members(rows)] == ["Mina Kim"]
        assert load(rows).name == "Living room"


def test_a_second_phone_comes_in_by_the_owners_picture(browser, box):
    answer = box.visit([*come_in(box.code()), ["goto", "/members/add"], ["text", ".digits"]])
    [digits] = answer["results"]
    answer = box.visit(
        [*come_in(digits.replace(" ", ""), "Jun", "31415926"), ["goto", "/box"], ["text", "h1"]]
    )
    assert "someone else" in answer["results"][0]
    with box.database.reading() as rows:
        assert [one.role for one in members(rows)] == ["owner", "member"]


def test_a_backup_is_downloaded_and_put_back(browser, box, tmp_path):
    file = str(tmp_path / "backup.zip")
    answer = box.visit(
        [
            *come_in(box.code()),
            ["goto", "/box"],
            ["download", "text=Download a backup", file],
            ["goto", "/settings"],
            ["fill", "#name", "Changed"],
            ["click", "form button"],
            ["goto", "/box/restore"],
            ["files", "#backup", [file]],
            ["click", "#restore button"],
            ["wait", "#secret"],
            ["url"],
        ]
    )
    assert "/sign-in" in answer["results"][0]
    assert answer["console"] == []
    with box.database.reading() as rows:
        assert load(rows).name == "Formbox"
        assert [one.name for one in members(rows)] == ["Mina"]


def test_a_lost_connection_costs_a_restore_nothing(browser, box, tmp_path):
    file = str(tmp_path / "backup.zip")
    box.visit([*come_in(box.code()), ["goto", "/box"], ["download", "text=Download a backup", file]])
    answer = box.visit(
        [
            ["goto", "/sign-in"],
            ["fill", "#name", "Mina"],
            ["fill", "#secret", "271828"],
            ["click", "form button"],
            ["goto", "/box/restore"],
            ["files", "#backup", [file]],
            ["offline", True],
            ["click", "#restore button"],
            ["sleep", 500],
            ["offline", False],
            ["wait", "#secret"],
        ]
    )
    assert "/sign-in" in answer["url"]
