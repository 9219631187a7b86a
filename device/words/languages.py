"""The languages of the product: one for each folder here, as the folder's language.toml describes it.

Everything else that differs by language reads it from here, so a new folder is a new language. Needs no
numpy: the page for phones uses it too.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

FOLDER: Final = Path(__file__).parent
FILE: Final = "language.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """Where the letters come from that the TV's own font lacks.

    face: index in the system's Noto Sans CJK collection; fetched: name in models/fetching/manifest.toml.
    """

    face: int
    fetched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the product knows of a language besides its sentences.

    name: as its own speakers write it; font: None where the TV's own does; voice: of espeak-ng;
    words_per_minute: how fast it speaks; longest: letters that a cue, a text and a sentence may have.
    """

    code: str
    name: str
    font: Font | None
    voice: str
    words_per_minute: int
    longest: Mapping[str, int]


def _language(code: str, facts: Mapping[str, Any]) -> Language:
    return Language(
        code=code,
        name=facts["name"],
        font=Font(**facts["font"]) if "font" in facts else None,
        voice=facts["voice"]["name"],
        words_per_minute=facts["voice"]["words_per_minute"],
        longest=MappingProxyType(facts["longest"]),
    )


def _read() -> dict[str, Language]:
    found = {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob(f"*/{FILE}")}
    ordered = sorted(found, key=lambda code: found[code]["order"])
    return {code: _language(code, found[code]) for code in ordered}


# by code, as in BCP 47, in the order in which they are offered
DESCRIBED: Final[Mapping[str, Language]] = MappingProxyType(_read())
# the name of each, as its own speakers write it
LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({code: one.name for code, one in DESCRIBED.items()})
DEFAULT_LANGUAGE: Final = next(iter(LANGUAGES))
