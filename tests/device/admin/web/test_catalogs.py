import pytest

from device.admin.web import catalogs
from device.admin.web.languages import DOMAINS
from device.words.languages import LANGUAGES


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
def test_every_sentence_is_said_in_every_language(language):
    assert not list(catalogs.faults(language))


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_shipped_is_what_was_translated(domain, language):
    assert not catalogs.stale(domain, language)


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
def test_one_sentence_has_one_translation(language):
    """All catalogs are one to the page: of two translations it would take either."""
    said = {}
    for domain in DOMAINS:
        for message in catalogs.catalog(domain, language):
            if message.id:
                said.setdefault(str(message.id), set()).add(str(message.string))
    assert not {sentence: found for sentence, found in said.items() if len(found) > 1}


def test_a_sentence_without_a_translation_is_found(monkeypatch):
    wanted = catalogs.sentences()
    wanted["web"].add("Nobody ever said this.")
    monkeypatch.setattr(catalogs, "sentences", lambda: wanted)
    assert list(catalogs.faults("ko")) == ["ko web: no translation of 'Nobody ever said this.'"]


def test_a_translation_with_other_values_is_found(monkeypatch):
    wanted = catalogs.Catalog(domain="web")
    wanted.add("Welcome, %(person)s.")
    said = catalogs.Catalog(domain="web", locale="ko")
    said.add("Welcome, %(person)s.", "%(name)s 님")
    monkeypatch.setattr(catalogs, "sentences", lambda: {"web": wanted})
    monkeypatch.setattr(catalogs, "catalog", lambda domain, language: said)
    [fault] = catalogs.faults("ko")
    assert "other values" in fault


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,en", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("de-DE,de;q=0.9", "en"),
        ("de,ko;q=0.5", "ko"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_a_visitor_reads_what_their_browser_asks_for(client, asked, spoken):
    assert f'<html lang="{spoken}">' in client.get("/start", headers={"Accept-Language": asked}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_may_choose_another(client, language):
    assert f'<html lang="{language}">' in client.get(f"/start?language={language}").text
    assert f'<html lang="{language}">' in client.get("/start").text
