import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from device.errors import FormboxError
from device.words import lookup
from device.words.languages import DESCRIBED, FILE, LANGUAGES
from device.words.lookup import UnknownLanguageError, kind_of, words
from scoring.body.joints import Angle, Joint
from scoring.exercises.catalogue import CATALOGUE
from scoring.guidance.cues import CUES, Ask, BodyPart, Cue
from scoring.repetitions.repetition import Verdict
from tests.scoring.repetitions.made import repetition

# Characters that training instructions need, in both ways of writing, one below the other.
TRADITIONAL_ONLY = set(
    "彎舉腳頭雙開後請體蓋進畫這錯練繼續點側傾轉兩對節關鏡視頻準備機沒暫強時難還長動髖頸數餘內從擺豎併攏邊門說們個來為過與間標應現較幀攝達離貼"
)
SIMPLIFIED_ONLY = set(
    "弯举脚头双开后请体盖进画这错练继续点侧倾转两对节关镜视频准备机没暂强时难还长动髋颈数余内从摆竖并拢边门说们个来为过与间标应现较帧摄达离贴"
)


def files(language):
    folder = Path(lookup.__file__).parent / language
    return sorted(path for path in folder.glob("*.toml") if path.name != FILE)


def tables(language):
    merged = {}
    for path in files(language):
        for name, table in tomllib.loads(path.read_text()).items():
            assert not set(table) & set(merged.setdefault(name, {})), f"a key of {path} stands twice"
            merged[name].update(table)
    return merged


class Filled(dict):
    """A number for every placeholder that has no value of its own."""

    def __missing__(self, name):
        return "2"


def sentences(language):
    """Every text that can come out, placeholders filled."""
    spoken = words(language)
    for cue in CUES:
        yield spoken.say(cue)
    for number in range(8):
        yield spoken.praise(number)
        yield from (spoken.praise(number, part) for part in BodyPart)
    yield from map(spoken.part, BodyPart)
    yield from map(spoken.joint, Joint)
    yield from map(spoken.angle, Angle)
    yield from map(spoken.exercise, tables(language)["exercise"])
    for table in ("text", "sentence"):
        for template in tables(language)[table].values():
            yield template.format_map(Filled(advice=spoken.advice(CUES[0])))


def placeholders(template):
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language):
    expected, found = tables("en"), tables(language)
    assert list(found) == list(expected)
    assert set(found) == {"text", "sentence", "say", "praise", "part", "joint", "angle", "exercise"}
    for name, table in expected.items():
        assert list(found[name]) == list(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_files(language):
    assert [path.name for path in files(language)] == [path.name for path in files("en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language):
    for name, table in tables("en").items():
        for key, template in table.items():
            assert placeholders(tables(language)[name][key]) == placeholders(template), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_left_over_and_none_is_missing(language):
    found = tables(language)
    assert set(found["say"]) == {f"{kind_of(cue.part)}_{cue.ask.name.lower()}" for cue in CUES}
    assert set(found["part"]) == {part.name.lower() for part in BodyPart}
    assert set(found["joint"]) == {joint.name.lower() for joint in Joint}
    assert set(found["angle"]) == {angle.name.lower() for angle in Angle}
    assert set(found["exercise"]) == set(CATALOGUE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_has_a_sentence_of_its_own_that_is_short(language):
    said = [words(language).say(cue) for cue in CUES]
    assert len(set(said)) == len(CUES)
    assert max(map(len, said)) <= DESCRIBED[language].longest["cue"], max(said, key=len)
    assert not [sentence for sentence in said if not sentence[-1].isalpha()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_short_and_tidy(language):
    for key, text in tables(language)["text"].items():
        assert 0 < len(text) <= DESCRIBED[language].longest["text"], key
    for key, text in tables(language)["sentence"].items():
        assert 0 < len(text) <= DESCRIBED[language].longest["sentence"], key
    for text in sentences(language):
        assert text == text.strip()
        assert "  " not in text
        assert not set("{}") & set(text)


def test_left_and_right_are_not_swapped():
    chinese = ("左", "右")
    marks = {"en": (r"\bleft\b", r"\bright\b"), "zh-Hant": chinese, "zh-Hans": chinese, "ko": ("왼", "오른")}
    for language, (left, right) in marks.items():
        found = tables(language)
        for table in ("say", "part", "joint", "angle"):
            for key, text in found[table].items():
                assert bool(re.search(left, text)) == ("left" in key.split("_")), (language, key)
                assert bool(re.search(right, text)) == ("right" in key.split("_")), (language, key)


def test_traditional_has_no_simplified_characters():
    assert not {letter for text in sentences("zh-Hant") for letter in text} & SIMPLIFIED_ONLY


def test_simplified_has_no_traditional_characters():
    assert not {letter for text in sentences("zh-Hans") for letter in text} & TRADITIONAL_ONLY


def test_the_telltales_tell_both_files_apart():
    traditional = {letter for text in sentences("zh-Hant") for letter in text}
    simplified = {letter for text in sentences("zh-Hans") for letter in text}
    assert len(traditional & TRADITIONAL_ONLY) > 20
    assert len(simplified & SIMPLIFIED_ONLY) > 20


def test_korean_is_hangul_and_polite():
    for text in sentences("ko"):
        foreign = {letter for letter in text if letter.isalpha() and not "가" <= letter <= "힣"}
        assert not foreign, text
    assert all(words("ko").say(cue).endswith("세요") for cue in CUES)


def test_korean_particles_fit_the_noun_before_them():
    for cue in CUES:
        noun, _, rest = words("ko").say(cue).partition(words("ko").part(cue.part))
        if noun == "" and rest[0] in "을를":
            closed = (ord(words("ko").part(cue.part)[-1]) - ord("가")) % 28 != 0
            assert rest[0] == ("을" if closed else "를"), words("ko").say(cue)


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_chinese_has_no_latin_words(language):
    assert not [
        text for text in sentences(language) if any(letter.isascii() and letter.isalpha() for letter in text)
    ]


@pytest.mark.parametrize(
    ("language", "cue", "expected"),
    [
        ("en", Cue(BodyPart.LEFT_ELBOW, Ask.BEND), "Bend your left elbow more"),
        ("zh-Hant", Cue(BodyPart.LEFT_ELBOW, Ask.BEND), "把左手肘再彎一點"),
        ("zh-Hans", Cue(BodyPart.LEFT_ELBOW, Ask.BEND), "把左肘再弯一点"),
        ("ko", Cue(BodyPart.LEFT_ELBOW, Ask.BEND), "왼쪽 팔꿈치를 더 굽히세요"),
        ("en", Cue(BodyPart.BOTH_FEET, Ask.WIDER), "Feet wider apart"),
        ("en", Cue(BodyPart.TRUNK, Ask.LEAN_BACK), "Lean further back"),
        ("zh-Hant", Cue(BodyPart.BOTH_KNEES, Ask.BEND), "把雙膝再彎一點"),
        ("ko", Cue(BodyPart.RIGHT_ARM, Ask.RAISE), "오른팔을 더 올리세요"),
    ],
)
def test_how_a_cue_is_said(language, cue, expected):
    assert words(language).say(cue) == expected


def test_a_cue_without_sense_is_a_fault():
    with pytest.raises(ValueError, match="LOOK_UP cannot be asked of LEFT_KNEE"):
        words("en").say(Cue(BodyPart.LEFT_KNEE, Ask.LOOK_UP))


def test_praise_takes_turns():
    english = words("en")
    round_of = [english.praise(number) for number in range(5)]
    assert len(set(round_of)) == 5
    assert english.praise(5) == english.praise(0) == "Good, that's it!"
    assert english.praise(0, BodyPart.LEFT_ELBOW) == "Left elbow: good!"
    assert len({english.praise(number, BodyPart.HEAD) for number in range(9)}) == 3


def test_texts_with_values():
    english = words("en")
    assert english.text("behind", seconds="0.8") == "0.8 s behind"
    advice = english.advice(Cue(BodyPart.LEFT_ELBOW, Ask.BEND))
    assert english.text("next_time", advice=advice) == "Next time: bend your left elbow more"
    with pytest.raises(KeyError):
        english.text("behind")
    with pytest.raises(KeyError):
        english.text("nothing")


def test_what_stands_around_a_value():
    assert words("en").around("time_left") == ("", "left")
    assert words("zh-Hant").around("time_left") == ("剩餘", "")
    assert words("ko").around("time_left") == ("", "남음")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_joints_angles_parts_or_exercises_have_the_same_name(language):
    spoken = words(language)
    exercises = map(spoken.exercise, tables(language)["exercise"])
    for names in (
        map(spoken.joint, Joint),
        map(spoken.angle, Angle),
        map(spoken.part, BodyPart),
        exercises,
    ):
        listed = list(names)
        assert len(set(listed)) == len(listed)


def test_names_of_joints_and_angles():
    assert words("en").angle(Angle.CROTCH) == "leg spread"
    assert words("en").heading(words("en").angle(Angle.LEFT_ELBOW)) == "Left elbow"
    assert words("zh-Hant").joint(Joint.LEFT_KNEE) == "左膝蓋"
    assert words("ko").joint(Joint.NOSE) == "코"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_players_are_told_apart(language):
    spoken = words(language)
    assert [spoken.player(0), spoken.player(1)] == [spoken.text("player_left"), spoken.text("player_right")]


def test_an_unknown_language_is_one_sentence():
    with pytest.raises(
        UnknownLanguageError, match=r"does not speak 'fr'\. It speaks en, .* and ko\."
    ) as raised:
        words("fr")
    assert isinstance(raised.value, FormboxError)
    with pytest.raises(UnknownLanguageError):
        words("../en")


def test_a_language_is_read_once():
    assert words("ko") is words("ko")


def test_words_need_nothing_heavy():
    code = "import sys, device.words.lookup; print({'numpy', 'pygame', 'numba', 'cv2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_said_in_words_of_its_own(language):
    spoken = words(language)
    said = [
        spoken.verdict(repetition(verdict=verdict)) for verdict in Verdict if verdict is not Verdict.ANGLE
    ]
    said += [spoken.verdict(repetition("k", angle=angle)) for angle in Angle]
    assert len(set(said)) == len(Verdict) - 1 + len(Angle)
    assert max(map(len, said)) <= DESCRIBED[language].longest["cue"]


def test_how_a_verdict_is_said():
    assert words("en").verdict(repetition("k")) == "Mind your left knee"
    assert words("en").verdict(repetition("s")) == "Go all the way"
    assert words("zh-Hant").verdict(repetition("k")) == "注意左膝蓋"
