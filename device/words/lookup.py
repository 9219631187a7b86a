"""The words of one language: cues, texts of the screens, and names of body parts.

The TOML files in the language's folder are merged into one set of tables, so that a room of the product can
keep its texts in a file of its own.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from device.errors import FormboxError
from device.words.languages import DEFAULT_LANGUAGE, FILE, FOLDER, LANGUAGES
from scoring.guidance.cues import CUES, SIDED, BodyPart, Cue
from scoring.limb import Limb

if TYPE_CHECKING:  # it needs numpy, and only names are read from it
    from scoring.body.joints import Angle, Joint
    from scoring.repetitions.repetition import Repetition

_PLAYERS: Final = ("player_left", "player_right")


class UnknownLanguageError(FormboxError, ValueError):
    """The box has no words in this language."""


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of one language, by table and key."""

    language: str
    _tables: Mapping[str, Mapping[str, str]]

    def say(self, cue: Cue) -> str:
        """The cue as a sentence: "Bend your left elbow more". Raises ValueError for one not in CUES."""
        return _large(self.advice(cue))

    def advice(self, cue: Cue) -> str:
        """The cue as it stands after a colon: "bend your left elbow more"."""
        if cue not in CUES:
            raise ValueError(f"{cue.ask.name} cannot be asked of {cue.part.name}")
        sentence = self._tables["say"][f"{kind_of(cue.part)}_{cue.ask.name.lower()}"]
        return sentence.format(part=self.part(cue.part))

    def praise(self, number: int, part: BodyPart | None = None) -> str:
        """One of the praises, in turn by `number`; for `part` it names the part."""
        sentences = self.praises(part)
        return sentences[number % len(sentences)]

    def praises(self, part: BodyPart | None = None) -> tuple[str, ...]:
        """Every sentence of praise, for one part or for the whole."""
        prefix = "any_" if part is None else "part_"
        sentences = [text for key, text in self._tables["praise"].items() if key.startswith(prefix)]
        if part is None:
            return tuple(sentences)
        return tuple(_large(sentence.format(part=self.part(part))) for sentence in sentences)

    def text(self, key: str, **values: object) -> str:
        """A fixed text of the screens by its key in [text], with what its placeholders stand for."""
        return self._tables["text"][key].format(**values)

    def sentence(self, key: str, **values: object) -> str:
        """A whole sentence by its key in [sentence]; longer than a text, so it is written in two lines."""
        return self._tables["sentence"][key].format(**values)

    def ignored(self, limbs: Collection[Limb]) -> str:
        """That these limbs (at least one, never all) do not count in a lesson."""
        return self.sentence(f"ignored_{'_'.join(limb for limb in Limb if limb in limbs)}")

    def around(self, key: str) -> tuple[str, str]:
        """The texts before and after the one placeholder, for values that are drawn in another size."""
        before, rest = self._tables["text"][key].split("{")
        return before.strip(), rest.partition("}")[2].strip()

    def player(self, place: int) -> str:
        """The name of one of two people: 0 stands on the left of the picture, 1 on the right."""
        return self.text(_PLAYERS[place])

    def part(self, part: BodyPart) -> str:
        """The name of a part of the body: "left elbow"."""
        return self._tables["part"][part.name.lower()]

    def joint(self, joint: "Joint") -> str:
        """The name of a scored joint: "left wrist"."""
        return self._tables["joint"][joint.name.lower()]

    def angle(self, angle: "Angle") -> str:
        """The name of a scored angle: "left elbow", "leg spread"."""
        return self._tables["angle"][angle.name.lower()]

    def exercise(self, name: str) -> str:
        """What an exercise of `scoring.exercises` is called, with a capital first letter: "Jump squat"."""
        return self._tables["exercise"][name]

    def verdict(self, repetition: "Repetition") -> str:
        """What is said about a repetition: "Go all the way", "Mind your left knee"."""
        part = "" if repetition.angle is None else self.angle(repetition.angle)
        return self.text(f"verdict_{repetition.verdict}", part=part)

    def heading(self, name: str) -> str:
        """A name alone on a line: with a capital first letter."""
        return _large(name)


def kind_of(part: BodyPart) -> str:
    """The name that left, right and both share in the keys of [say]: "elbow", "trunk", "both_feet"."""
    left = next((pair[0] for pair in SIDED if part in pair), part)
    return left.name.removeprefix("LEFT_").lower()


@cache
def words(language: str = DEFAULT_LANGUAGE) -> Words:
    """The words of one of LANGUAGES. Raises UnknownLanguageError for another."""
    if language not in LANGUAGES:
        *most, last = LANGUAGES
        raise UnknownLanguageError(
            f"The box does not speak {language!r}. It speaks {', '.join(most)} and {last}."
        )
    tables: dict[str, dict[str, str]] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        if path.name == FILE:
            continue
        with path.open("rb") as file:
            for name, table in tomllib.load(file).items():
                tables.setdefault(name, {}).update(table)
    return Words(
        language, MappingProxyType({name: MappingProxyType(table) for name, table in tables.items()})
    )


ENGLISH_WORDS: Final = words()


def _large(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
