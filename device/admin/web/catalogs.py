"""`python -m device.admin.web.catalogs`: updates the translation catalogs of the page.

Finds every sentence in modules and templates, adds those that a catalog lacks, removes those that are no
longer used, and compiles. Ends with status 1 while a sentence has no translation, or one with other
placeholders. English needs no catalog: it stands in the code.
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
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from device.admin.web.languages import DOMAINS, FOLDER
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES

HERE: Final = Path(__file__).parents[1]
TRANSLATED: Final = tuple(name for name in LANGUAGES if name != DEFAULT_LANGUAGE)
KEYWORDS: Final = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
METHODS: Final = [("templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS: Final = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)s|%%")
# A catalog has a date in its header; the current one would change the file with every run.
DATED: Final = datetime(2026, 1, 1, tzinfo=UTC)


def sentences() -> dict[str, Catalog]:
    """Every sentence of the page, by domain."""
    found = {domain: Catalog(domain=domain, charset="utf-8") for domain in DOMAINS}
    for name, _line, message, _comments, context in extract_from_dir(
        HERE, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
    ):
        found[_domain(name)].add(message, context=context)
    return found


def catalog(domain: str, language: str) -> Catalog:
    """The catalog on the disk; an empty one where there is none."""
    path = _path(domain, language)
    if not path.exists():
        return Catalog(locale=_locale(language), domain=domain, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, _locale(language), domain, charset="utf-8")


def faults(language: str) -> Iterator[str]:
    """Missing and wrong translations of this language, one line each."""
    all_said = (message for domain in DOMAINS for message in catalog(domain, language))
    said = {message.id: message for message in all_said if message.id and message.string}
    for domain, wanted in sentences().items():
        for message in wanted:
            if message.id:
                yield from _faults(f"{language} {domain}", message, said.get(message.id))


def stale(domain: str, language: str) -> bool:
    """Whether the compiled catalog differs from the .po file.

    Compared message by message: the bytes of a .mo also carry the version of the library that wrote it.
    """
    path = _path(domain, language).with_suffix(".mo")
    if not path.exists():
        return True
    with path.open("rb") as file:
        shipped = _translations(read_mo(file))
    return shipped != _translations(catalog(domain, language))


def _translations(known: Catalog) -> dict[str, tuple[str, ...]]:
    """Every translated message by its key, with each of its plural forms."""
    return {
        _key(message): (message.string,) if isinstance(message.string, str) else tuple(message.string)
        for message in known
        if message.id and message.string
    }


def refresh(
    domain: str, language: str, wanted: Catalog, known: dict[str, Message], elsewhere: set[str]
) -> None:
    """Bring one catalog up to date and compile it.

    known: every translated message of this language by its key, so that a sentence may change its domain;
    elsewhere: keys that another catalog has already.
    """
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
        if message.id and _key(message) not in elsewhere:
            old = known.get(_key(message))
            fresh.add(message.id, None if old is None else old.string)
    path = _path(domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, fresh, width=110, no_location=True, sort_output=True)
    if not path.exists() or path.read_bytes() != text.getvalue():
        path.write_bytes(text.getvalue())
    if stale(domain, language):
        path.with_suffix(".mo").write_bytes(_compiled(fresh))


def main() -> int:
    """All catalogs in all languages."""
    wanted = sentences()
    missing = 0
    for language in TRANSLATED:
        known = {
            _key(message): message
            for domain in DOMAINS
            for message in catalog(domain, language)
            if message.id and message.string
        }
        elsewhere: set[str] = set()
        for domain in DOMAINS:
            refresh(domain, language, wanted[domain], known, elsewhere)
            elsewhere |= {_key(message) for message in wanted[domain] if message.id}
        for fault in faults(language):
            print(fault)
            missing += 1
    print({domain: len(one) for domain, one in wanted.items()})
    return 1 if missing else 0


def _faults(where: str, message: Message, said: Message | None) -> Iterator[str]:
    texts = [] if said is None else [said.string] if isinstance(said.string, str) else list(said.string or ())
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
    """The domain of a module or template, by its path below this package."""
    room = Path(name).as_posix().removeprefix("templates/").partition("/")[0]
    return room if room in DOMAINS else DOMAINS[0]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _locale(language: str) -> str:
    return language.replace("-", "_")


def _path(domain: str, language: str) -> Path:
    return HERE / FOLDER / _locale(language) / "LC_MESSAGES" / f"{domain}.po"


if __name__ == "__main__":
    sys.exit(main())
