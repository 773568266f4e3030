"""English questions brought to the documents' words, with the glossary ``prompts/english.txt``.

Not a translation: the Chinese terms in a sensible order and the word that asks, which is what the Chinese path needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from bot.answering.question.english_words import UNSAID, stem
from bot.paths import PROMPTS

Namer = Callable[[str], str | None]  # a name in pinyin -> the name as the documents write it
Guess = Callable[[str], str | None]  # an English phrase -> words of the documents that may mean it

_TOKEN = re.compile(
    r"\d+-\d+[㐀-鿿]+|\d+(?:\.\d+)?[㐀-鿿]+|[㐀-鿿][㐀-鿿\d]*|\d[\d,.]*\d%?|\d%?|[A-Za-z]+(?:['’-][A-Za-z]+)*"
)
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?) (thousand|million|billion)")
_SAID_OF_NUMBERS = tuple(
    (re.compile(pattern, re.IGNORECASE), chinese)
    for pattern, chinese in (
        (r"\b(?:over|above|older than|at least) (\d{2,3})(?: years? old| years? of age)?\b(?=[^\d%]*$)", r"\1岁以上"),
        (r"\b(\d{2,3})(?: years? old| years? of age|-year-olds?)\b", r"\1岁"),
        (r"\baged? (?:of )?(\d{2,3})\b", r"\1岁"),
        (r"\bi(?:'m| am) (\d{2,3})\b", r"\1岁"),
        (r"\b((?:19|20)\d\d)\b(?!年)", r"\1年"),
        (r"\bhow many square met(?:re|er)s(?: of)?\b", "多少平方米"),
        (r"\bhow many (?:kilomet(?:re|er)s|km)(?: of)?\b", "多少公里"),
        (r"\bhow many tons(?: of)?\b", "多少吨"),
    )
)
_MONTHS = "january february march april may june july august september october november december".split()
_FROM_TO = re.compile(
    rf"\b(?:between |from )?({'|'.join(_MONTHS)}) (?:and|to|through|till|until) ({'|'.join(_MONTHS)})\b", re.IGNORECASE
)
_LONGEST = 8  # words of a phrase
_FOREIGN = re.compile(r" [a-z'’-]+ ")  # an English word that stays
_NO_THING = re.compile("(?:ed|ing|ly)$")
_SCALE = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}
_FIGURES = (
    "number|total|amount|value|sales|output|investment|revenue|fee|price|cost|gdp|population|income|\\w*rate|ratio|area"
)
_ASKING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\b(?:phone|telephone|contact) number|\bphone\b", "是多少"),
        (r"\b(?:is|are) (?:that|this|it) (?:right|correct|true)|,? ?(?:right|correct)\?*$", "对吗"),
        (r"\bwhat (?:percentage|percent|proportion|share)\b", "是百分之几"),
        (r"\bwhat (?:are the |were the )?(?:main )?(?:problems|difficulties|shortcomings)\b", "存在哪些问题"),
        (r"\bwhat (?:is|are) the plans?\b|\bwhat is planned\b", "有什么打算"),
        (r"\bhow many people\b", ""),  # the glossary says it
        (r"^(?:and |so |but )?(?:what|how) about\b", "呢"),
        (r"^and (?!what|how|wh|is|are|do|did|does|was|can)", "呢"),
        (r"\bwhat (?!is|was|does|has|hours|documents|materials|papers|certificates)\w+s\b", "有哪些"),
        (r"\bopen (?:on|at|in the|during|after|until)\b", "吗"),
        (r"\bhow much\b.*\b(?:per|an?|each|every) (?:month|day|hour|year|meal|time|week|person|visit)\b", "多少钱"),
        (r"^(?:is|are|was|were) there\b", "有吗"),
        (r"\bhow much (?:money|does it cost|did it cost)|\bhow much is (?:the )?(?:fee|charge|cost)", "多少钱"),
        (r"\bhow (?:many|much|high|large|big)\b", "多少"),
        (rf"\bwhat (?:is|are|was|were)\b.*\b(?:{_FIGURES})\b", "是多少"),
        (r"\b(?:growth|increase|settlement|completion|satisfaction|vaccination) rate\b", "是多少"),
        (r"\brank\w*\b|\bwhat place\b", "第几"),
        (r"\b(?:opening|office|working|business|what) hours\b", "是什么时间"),
        (r"\bwhen\b|\bwhat (?:time|date|day)\b|\bby what date|\bhow soon\b|\bhow long until\b", "什么时候"),
        (r"\bwhere\b", "在哪里"),
        (r"\bwhy\b", "为什么"),
        (r"\bhow (?:do|can|could|should|to|would) (?:i|we|one|my|residents|people)?\b", "怎么办理"),
        (r"\b(?:progress|status|how far|how is|how are|how's)\b", "怎么样了"),
        (r"\bwhat (?:documents|materials|papers|certificates)\b", "要什么材料"),
        (r"\bwho\b|\bwhom\b", "谁"),
        (r"\bwhat (?:is|are|does|was|were)\b.*\bmean\b|\bwhat is (?:a|an|the )?['\"“]?\S+(?: \S+){0,4}\?*$", "是什么"),
        (r"\bwhat (?:are|were|did|will|does|do|has|have|kind|sort|new)\b|\bwhat's\b", "有哪些"),
        (r"\bwhich\b", "哪个"),
        (r"^(?:so |and |but )?(?:can|could|may) ", "可以吗"),
        (r"^(?:so |and |but )?(?:is|are|was|were|has|have|had|did|does|do|will)\b|\byet\b|\balready\b", "了吗"),
        (r"\bwhat\b", "是什么"),
    )
)


@dataclass(frozen=True, slots=True)
class Glossary:
    """English phrases (lower case, words stemmed) with their Chinese terms, the one to ask with first."""

    terms: Mapping[tuple[str, ...], tuple[str, ...]]
    errors: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path = PROMPTS / "english.txt") -> Glossary:
        """Read the file; raises ``OSError`` where there is none."""
        return cls.read(path.read_text(encoding="utf-8-sig"), path.name)

    @classmethod
    def read(cls, text: str, name: str = "english.txt") -> Glossary:
        """The glossary of a text; a line without ``=`` or without words on a side is told and left out."""
        terms: dict[tuple[str, ...], tuple[str, ...]] = {}
        errors: list[str] = []
        for number, line in enumerate(text.splitlines(), start=1):
            content = line.split("#")[0].strip()
            english, _, chinese = content.partition("=")
            if content and english.strip() and chinese.strip():
                for phrase in english.split(","):
                    terms.setdefault(_stems(phrase), tuple(chinese.split()))
            elif content:
                errors.append(f"{name} 第{number}行没有采用:一行要有一个 =,两边都要有词:{content}")
        terms.pop((), None)
        return cls(terms, tuple(errors))

    def to_chinese(self, text: str, name: Namer = lambda _: None, guess: Guess = lambda _: None) -> str:
        """The Chinese question for an English one: its terms, then the asking word; "" where it knows none of them.

        A thing that it does not know is guessed, else it stays as it is: the documents do not tell of it.
        """
        told = _numbers(_amounts(text))
        pieces = self._pieces(_TOKEN.findall(told), name, guess)
        asked, question = _asked(told.lower().strip())
        if any(piece != "of" and not _FOREIGN.fullmatch(piece) for piece in pieces):
            return "".join(_ordered(pieces)) + question
        others = {stem(token.lower()) for token in _TOKEN.findall(asked)} - UNSAID
        return "" if others else question

    def _pieces(self, tokens: Sequence[str], name: Namer, guess: Guess) -> list[str]:
        """Chinese terms, kept numbers and names in the order of the English, ``of`` between two of them kept."""
        pieces: list[str] = []
        for is_phrase, run in groupby(self._parts(tokens, name), key=lambda part: part.word):
            parts = list(run)
            foreign = is_phrase and any(_FOREIGN.fullmatch(part.chinese) for part in parts)
            guessed = guess(" ".join(part.english for part in parts)) if foreign else None
            for chinese in [guessed] if guessed else [part.chinese for part in parts]:
                _add(pieces, chinese)
        return pieces

    def _parts(self, tokens: Sequence[str], name: Namer) -> Iterator[_Part]:
        """The question cut into what has one meaning: phrases of the glossary, numbers, names, words."""
        stems = [stem(token.lower()) for token in tokens]
        at = 0
        while at < len(tokens):
            most = min(_LONGEST, len(tokens) - at)
            size = next((n for n in range(most, 0, -1) if tuple(stems[at : at + n]) in self.terms), 0)
            if size:
                yield _Part(" ".join(tokens[at : at + size]), self.terms[tuple(stems[at : at + size])][0], True)
            elif tokens[at].lower() == "of":
                yield _Part("of", "of")
            else:
                size, part = _kept(tokens, at, name)
                yield part
            at += max(1, size)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of an English question. ``word``: it may be a part of a phrase with its neighbours."""

    english: str
    chinese: str
    word: bool = False


def _asked(text: str) -> tuple[str, str]:
    """A question in small letters without its asking words, and the Chinese for those."""
    found = ((pattern.search(text), words) for pattern, words in _ASKING)
    match, words = next(((match, words) for match, words in found if match), (None, ""))
    return (text[: match.start()] + text[match.end() :] if match else text), words


def _add(pieces: list[str], term: str) -> None:
    """A term of one character (河, 街) belongs to the Chinese name before it: Tongji river is 通济河."""
    if len(term) == 1 and pieces and not pieces[-1].isascii():
        pieces[-1] += term
    elif term:
        pieces.append(term)


def _kept(tokens: Sequence[str], at: int, name: Namer) -> tuple[int, _Part]:
    """What is not in the glossary: Chinese and numbers stay, names in pinyin (one word or two) become Chinese.

    Of other words those that name a thing stay, for all one can see: no verb, no adverb.
    """
    token = tokens[at]
    if not token[0].isascii() or token[0].isdigit():
        return 1, _Part(token, token)
    if stem(token.lower()) in UNSAID:
        return 1, _Part(token, "")
    for size in (3, 2, 1):
        words = tokens[at : at + size]
        spelt = "".join(words).lower() if len(words) == size else ""
        if spelt.isascii() and spelt.isalpha() and (found := name(spelt)):
            return size, _Part(spelt, found)
    if token.isupper() and len(token) > 1:
        return 1, _Part(token, token)
    return 1, _Part(token, "" if _NO_THING.search(token) else f" {token.lower()} ", True)


def _ordered(pieces: list[str]) -> list[str]:
    """``A of B`` said the Chinese way, B A; the marks are gone."""
    groups: list[list[str]] = []
    at = len(pieces) - 1
    while at >= 0:
        if pieces[at] != "of":
            groups.insert(0, [pieces[at]])
        elif groups and at > 0 and pieces[at - 1] != "of":
            at -= 1
            groups[0].append(pieces[at])
        at -= 1
    return list(dict.fromkeys(piece for group in groups for piece in group))


def _amounts(text: str) -> str:
    """1.2 million made 120万, 0.12 billion made 1.2亿, exactly."""

    def chinese(match: re.Match[str]) -> str:
        number = Decimal(match[1].replace(",", "")) * _SCALE[match[2].lower()]
        unit, size = ("亿", Decimal(10) ** 8) if number >= 10**8 else ("万", Decimal(10) ** 4)
        return f"{(number / size).normalize():f}{unit}"

    return _AMOUNT.sub(chinese, text)


def _numbers(text: str) -> str:
    """Years and ages as Chinese writes them."""
    text = _FROM_TO.sub(
        lambda span: "-".join(str(_MONTHS.index(month.lower()) + 1) for month in span.groups()) + "月", text
    )
    for pattern, chinese in _SAID_OF_NUMBERS:
        text = pattern.sub(chinese, text)
    return text


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(stem(token.lower()) for token in _TOKEN.findall(phrase))
