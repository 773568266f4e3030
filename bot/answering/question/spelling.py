"""Misspelt and misheard words of a question brought to the words of the documents.

Two words sound alike when their syllables, read without tones and with the usual mix-ups (zh/z, n/l, ing/in), are the
same. A text becomes a string of one character a syllable, in which words and names are looked for as substrings.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import rjieba

_LONGEST = 7  # characters of a span that is looked for
_HAN_RUN = re.compile(r"[㐀-鿿]{2,}")
_READ_AS = (("都", "du"), ("曾", "zeng"))  # in names and words, where the first reading is that of a particle
_OFTEN = 8  # chunks in which a lone character stands that is a word
_PINYIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{5,}(?![A-Za-z])")
_READ = 200_000  # characters of the documents whose names are known
# Characters that are words of their own in any question: a change of one of them would change the meaning.
_WORDS_OF_ONE = frozenset(
    "的了吗呢吧啊子是在有和与及或也都就还又把被对向从到给让为以于个些点之其该这那我你您他她它们没不未无非能要想会可应得着过做干搞弄"
    "说讲问查看来去上下里中内外前后共总等各每很最更再才只多少大小好新老旧哪几谁啥何怎什么家件名座次场篇条人户项处位元钱比年月日号期岁级"
    "天时分站路楼店区街村县市省镇厂校院所栋层单双高低长短东西南北男女开关办修建拆装用花投卖买发领交收打坐住吃喝写加减划分帮班补缴扣罚借还退转报查"
    "一二三四五六七八九十百千万亿零两半第"
)
_PARTICLES = frozenset("的了吗呢吧啊着过是在想要会能可来去好完有没不给到对和与也都就还很太")
_SURNAMES = frozenset("王李张刘陈杨黄赵周吴徐孙胡朱林郭罗梁郑谢韩唐冯董袁邓许沈彭吕苏卢蒋蔡贾魏薛潘杜戴谭廖邹")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿零两半第")
_NOT_MISSED = frozenset("一二三四五六七八九十百千万亿零两半第不未没无非的了和与及")
_IN_NAMES = "一二三四五六七八九十大小老新东西南北中里上下前后路街店村区县市镇厂院站楼"  # are found in names too
_SYLLABLE = re.compile(
    r"(?:[bpmfdtlgkhjqxrzcswyn]|zh|ch|sh)?(?:[aeiouv]|ai|ei|ao|ou|an|en|ang|eng|er|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve)"
)


@dataclass(frozen=True, slots=True)
class Syllables:
    """For every common character (code point) one character that stands for how it sounds."""

    sounds: Mapping[int, str]
    codes: Mapping[str, str]  # a blurred syllable -> its character

    @classmethod
    def load(cls) -> Syllables:
        """From pypinyin's table of characters; the first reading of a character counts."""
        codes: dict[str, str] = {}
        sounds = {
            point: codes.setdefault(_blurred(readings.split(",")[0]), chr(0xE000 + len(codes)))
            for point, readings in _readings()
            if 0x4E00 <= point <= 0x9FFF
        }
        return cls(sounds | {ord(character): codes[_blurred(sound)] for character, sound in _READ_AS}, codes)

    def of(self, text: str) -> str:
        """One character for each of ``text``; what is not Chinese stays."""
        return text.translate(self.sounds)

    def of_pinyin(self, letters: str) -> str | None:
        """The same for pinyin written without tones or spaces (damiaonong); None where it is no pinyin."""
        if not letters:
            return ""
        for size in range(min(6, len(letters)), 0, -1):
            code = self.codes.get(_blurred(letters[:size])) if _SYLLABLE.fullmatch(letters[:size]) else None
            rest = self.of_pinyin(letters[size:]) if code else None
            if code and rest is not None:
                return code + rest
        return None


@dataclass(frozen=True, slots=True)
class Token:
    """The dictionary word that a character of a question belongs to, and the character's place in it."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Speller:
    """Brings misspelt words to the words and names of some documents."""

    syllables: Syllables
    words: frozenset[str]  # known to be right
    common: frozenset[str]  # single characters that are words of their own in the documents
    homophones: Mapping[str, tuple[str, ...]]  # how a word sounds -> the words, the commonest first
    text: str  # of the documents, for their names
    sound: str
    pairs: frozenset[str]  # two neighbours of ``sound``: a quick look that spares most searches

    @classmethod
    def build(cls, vocabulary: Mapping[str, int], others: Iterable[str] = (), texts: Iterable[str] = ()) -> Speller:
        """``vocabulary``: words of the documents with their frequency; ``others``: words of the lexicon."""
        syllables = Syllables.load()
        words = frozenset(vocabulary) | frozenset(others)
        sounding: dict[str, list[str]] = {}
        for word in sorted(words, key=lambda word: (-vocabulary.get(word, 0), word)):
            if len(word) == 2 and _HAN_RUN.fullmatch(word) and _PARTICLES.isdisjoint(word) and rjieba.has_word(word):
                sounding.setdefault(syllables.of(word), []).append(word)
        homophones = {key: tuple(found) for key, found in sounding.items()}
        text = _joined(texts)
        sound = syllables.of(text)
        pairs = frozenset(map("".join, pairwise(sound)))
        return cls(syllables, words, _common(vocabulary), homophones, text, sound, pairs)

    def correct(self, text: str) -> str:
        """``text`` with misspelt words replaced; what is a word already, or has no like in the documents, stays."""
        spelt = _PINYIN.sub(lambda letters: self.name(letters[0].lower()) or letters[0], text)
        return _HAN_RUN.sub(lambda run: self._corrected(run[0]), spelt)

    def name(self, pinyin: str) -> str | None:
        """The name in the documents that is read as ``pinyin`` (no tones, no spaces, lower case)."""
        sound = self.syllables.of_pinyin(pinyin) if len(pinyin) > 3 else None
        if sound is None or len(sound) < 2:
            return None
        at = self.sound.find(sound)
        return self.text[at : at + len(sound)] if at >= 0 else None

    def _corrected(self, run: str) -> str:
        if run in self.text or run in self.words:
            return run
        tokens = _tokens(run)
        parts: list[str] = []
        at = 0
        while at < len(run):
            size, part = next(self._replacements(run, at, tokens), (1, run[at]))
            parts.append(part)
            at += size
        return "".join(parts)

    def _replacements(self, run: str, at: int, tokens: list[Token]) -> Iterator[tuple[int, str]]:
        """How many characters from ``at`` on are to be replaced, and by what; the longest first."""
        for size in range(min(_LONGEST, len(run) - at), 1, -1):
            span = run[at : at + size]
            found = self._right(span, tokens[at : at + size], tokens[at - 1].text if at else "")
            if span == found or span in self.words:
                return
            if found:
                yield size, found

    def _right(self, span: str, tokens: list[Token], before: str) -> str | None:
        """What ``span`` should be: itself where the documents have it, None where they have nothing like it."""
        if len(span) == 2:  # behind a surname two characters are a given name: 王志源
            return None if before in _SURNAMES else self._word(span, tokens)
        return self._name(span, tokens) or self._with_missing(span, tokens)

    def _word(self, span: str, tokens: list[Token]) -> str | None:
        """A word for two characters that are none, one of which is right."""
        if rjieba.has_word(span) or any(map(self._holds_fast, tokens)):
            return None
        for word in self.homophones.get(self.syllables.of(span), ()):
            changed = _changed(span, word)
            if len(changed) == 1 and self._may_be_wrong(span[changed[0]]) and word[changed[0]] not in _NUMERALS:
                return span if span in self.text else word
        return None

    def _holds_fast(self, token: Token) -> bool:
        """Whether a character belongs to a longer word; not where a dictionary joins it to a verb (信仿|办了)."""
        joined = token.at == 0 and len(token.text) == 2 and token.text[1] in "办做搞弄"
        return len(token.text) > 1 and not (joined and token.text not in self.words)

    def _name(self, span: str, tokens: list[Token]) -> str | None:
        """A stretch of the documents that sounds like ``span``, most of whose characters are right."""
        sound = self.syllables.of(span)
        at = -1 if self._strange(sound) else self.sound.find(sound)
        if at >= 0 and span in self.text:
            return span
        while at >= 0:
            if self._is_slip(span, at, tokens):
                return self.text[at : at + len(span)]
            at = self.sound.find(sound, at + 1)
        return None

    def _is_slip(self, span: str, at: int, tokens: list[Token]) -> bool:
        """Few characters differ, none is a numeral or of a word that is right, and the name is whole words."""
        name = self.text[at : at + len(span)]
        changed = _changed(span, name)
        return (
            0 < len(changed) <= len(span) // 2
            and all(self._may_change(span[n], name[n], tokens[n], n, len(span)) for n in changed)
            and self._whole_words(at, at + len(span))
        )

    def _may_change(self, wrong: str, right: str, token: Token, n: int, size: int) -> bool:
        if wrong in _NUMERALS or right in _NUMERALS:
            return False
        if len(token.text) == 1:
            return self._may_be_wrong(wrong) or (size > 3 and wrong not in self.common)
        inside = n - token.at >= 0 and n - token.at + len(token.text) <= size
        return inside and token.text not in self.words

    def _may_be_wrong(self, character: str) -> bool:
        """Whether a lone character makes no sense by itself."""
        return character not in _WORDS_OF_ONE and character not in self.common

    def _whole_words(self, start: int, end: int) -> bool:
        """Whether the stretch of the documents begins and ends where words do."""
        left = max(0, start - _LONGEST)
        edges = {left}
        for token in rjieba.cut(self.text[left : end + _LONGEST], False):
            edges.add(max(edges) + len(token))
        return start in edges and end in edges

    def _strange(self, sound: str) -> list[int]:
        """Before which syllables (from 1) two stand together that never do in the documents."""
        return [n for n in range(1, len(sound)) if sound[n - 1 : n + 1] not in self.pairs]

    def _with_missing(self, span: str, tokens: list[Token]) -> str | None:
        """A long name of the documents of which ``span``, some whole words, lacks one character."""
        loose = sum(len(token.text) == 1 for token in tokens)
        whole = tokens[0].at == 0 and tokens[-1].at == len(tokens[-1].text) - 1
        if len(span) < 4 or loose < 2 or not whole or not _WORDS_OF_ONE.isdisjoint(set(span) - set(_IN_NAMES)):
            return None
        strange = self._strange(self.syllables.of(span))
        if len(strange) > 1:
            return None
        found = {
            match[0]
            for n in strange or range(1, len(span))
            for match in re.finditer(rf"{span[:n]}(\w){span[n:]}", self.text)  # a class of many would compile long
            if match[1] not in _NOT_MISSED and self._whole_words(*match.span())
        }
        return found.pop() if len(found) == 1 else None


def _readings() -> Iterator[tuple[int, str]]:
    """Code points with their readings. Importing the package would read its phrases too: a quarter of a second."""
    package = find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations is not None
    table = json.loads(Path(package.submodule_search_locations[0], "pinyin_dict.json").read_text("utf-8"))
    return ((int(point), readings) for point, readings in table.items())


@cache
def _blurred(syllable: str) -> str:
    """A syllable without its tone, with the sounds that people mix up made one: zhong is zon, ling and nin are lin."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", syllable) if letter.isascii())
    for heard, written in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")):
        if plain.startswith(heard) and len(plain) > 1:
            plain = written + plain.removeprefix(heard)
            break
    return plain[:-1] if plain.endswith(("ang", "eng", "ing")) else plain


def _joined(texts: Iterable[str]) -> str:
    """The documents' text up to a bound, line by line, so that no name runs over an edge."""
    joined = ""
    for text in texts:
        joined += text[: _READ - len(joined)] + "\n"
        if len(joined) >= _READ:
            break
    return joined


def _common(vocabulary: Mapping[str, int]) -> frozenset[str]:
    often = max(_OFTEN, max(vocabulary.values(), default=0) // 100)
    return frozenset(word for word, count in vocabulary.items() if len(word) == 1 and count >= often)


def _tokens(run: str) -> list[Token]:
    """For every character of ``run`` the dictionary word that it belongs to."""
    return [Token(token, at) for token in rjieba.cut(run, False) for at in range(len(token))]


def _changed(span: str, word: str) -> list[int]:
    return [n for n, (one, other) in enumerate(zip(span, word, strict=True)) if one != other]
