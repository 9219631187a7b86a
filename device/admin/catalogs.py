"""`python -m device.admin.catalogs [DOMAIN ...]`: keeps the catalogs of the page's sentences whole.

Looks for every sentence in modules and templates, adds those that a catalog lacks, takes out those that are
not said any more, and compiles. Ends with status 1 while a sentence lacks a translation, or has other
values in it. English needs no catalog: it is what the code says.
"""

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from device.admin.languages import DEFAULT, DOMAINS, FOLDER, LANGUAGES

HERE: Final = Path(__file__).parent
TRANSLATED: Final = tuple(name for name in LANGUAGES if name != DEFAULT)
# whose sentences a file says, by how its path below this folder begins; all others are the house's
PARTS: Final = {
    "lessons": (
        "editing",
        "fetching",
        "films",
        "lessons",
        "plain_form",
        "receiving",
        "streaming",
        "tus",
        "uploads",
        "wording",
    ),
    "history": ("chart", "figure", "history", "remote", "calendar", "played"),
}
KEYWORDS: Final = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
METHODS: Final = [("templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS: Final = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)s|%%")
# A catalog has a date in its head; one that moved would change the file with every run.
DATED: Final = datetime(2026, 1, 1, tzinfo=UTC)


def sentences() -> dict[str, Catalog]:
    """By domain: every sentence that the page can say."""
    found = {domain: Catalog(domain=domain, charset="utf-8") for domain in DOMAINS}
    for name, _line, message, _comments, context in extract_from_dir(
        HERE, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
    ):
        found[_domain(name)].add(message, context=context)
    return found


def catalog(domain: str, language: str) -> Catalog:
    """The catalog as it lies on the disk; an empty one where there is none."""
    path = _path(domain, language)
    if not path.exists():
        return Catalog(locale=_locale(language), domain=domain, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, _locale(language), domain, charset="utf-8")


def faults(language: str) -> Iterator[str]:
    """What is missing or wrong in this language, a line each."""
    all_said = (message for domain in DOMAINS for message in catalog(domain, language))
    said = {message.id: message for message in all_said if message.id and message.string}
    for domain, wanted in sentences().items():
        for message in wanted:
            if message.id:
                yield from _faults(f"{language} {domain}", message, said.get(message.id))


def stale(domain: str, language: str) -> bool:
    """Whether the compiled catalog is not what the .po says."""
    path = _path(domain, language).with_suffix(".mo")
    return not path.exists() or path.read_bytes() != _compiled(catalog(domain, language))


def refresh(domain: str, language: str, wanted: Catalog, elsewhere: set[str]) -> None:
    """Bring one catalog up to date and compile it; what another catalog translates is not asked for again."""
    known = catalog(domain, language)
    fresh = Catalog(
        locale=_locale(language),
        domain=domain,
        charset="utf-8",
        project="Formbox",
        version="1",
        msgid_bugs_address="Formbox",
        last_translator="Formbox",
        language_team="Formbox",
        creation_date=DATED,
        revision_date=DATED,
        fuzzy=False,
    )
    fresh.header_comment = f"# Formbox, the page for phones: {domain}, {LANGUAGES[language]}"
    for message in wanted:
        old = known.get(message.id)
        string = None if old is None else old.string
        if message.id and (string or _key(message) not in elsewhere):
            fresh.add(message.id, string)
    path = _path(domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, fresh, width=110, no_location=True, sort_output=True)
    for file, data in ((path, text.getvalue()), (path.with_suffix(".mo"), _compiled(fresh))):
        if not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)


def main(domains: tuple[str, ...] = DOMAINS) -> int:
    """Some domains in all languages."""
    wanted = sentences()
    missing = 0
    for language in TRANSLATED:
        for domain in domains:
            others = [catalog(name, language) for name in DOMAINS if name != domain]
            elsewhere = {_key(message) for one in others for message in one if message.string}
            refresh(domain, language, wanted[domain], elsewhere)
        for fault in faults(language):
            print(fault)
            missing += 1
    print({domain: len(one) for domain, one in wanted.items()})
    return 1 if missing else 0


def _faults(where: str, message: Message, said: Message | None) -> Iterator[str]:
    texts = [] if said is None else [said.string] if isinstance(said.string, str) else list(said.string)
    if not texts or not all(texts):
        yield f"{where}: no translation of {message.id!r}"
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    values = Counter(PLACEHOLDER.findall(ids[-1]))
    for text in texts:
        if Counter(PLACEHOLDER.findall(text)) != values:
            yield f"{where}: other values in {text!r} than in {ids[-1]!r}"


def _compiled(known: Catalog) -> bytes:
    packed = io.BytesIO()
    write_mo(packed, known)
    return packed.getvalue()


def _domain(name: str) -> str:
    path = Path(name).as_posix().removeprefix("templates/")
    return next((domain for domain, begins in PARTS.items() if path.startswith(begins)), DOMAINS[0])


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _locale(language: str) -> str:
    return language.replace("-", "_")


def _path(domain: str, language: str) -> Path:
    return HERE / FOLDER / _locale(language) / "LC_MESSAGES" / f"{domain}.po"


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or DOMAINS))
