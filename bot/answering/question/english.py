"""English questions brought to the documents' words, with the glossary ``prompts/english.txt``.

Not a translation: the Chinese terms in a sensible order and the word that asks, which is what the Chinese path needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot.paths import PROMPTS

Namer = Callable[[str], str | None]  # a name in pinyin -> the name as the documents write it

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
    )
)
_BRITISH = re.compile(r"tre(?=s?$)|(?<=[bnlvd])our")  # centre, neighbour
_MONTHS = "january february march april may june july august september october november december".split()
_FROM_TO = re.compile(
    rf"\b(?:between |from )?({'|'.join(_MONTHS)}) (?:and|to|through|till|until) ({'|'.join(_MONTHS)})\b", re.IGNORECASE
)
_SCALE = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}
_UNSAID = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been being am do does did has have had "
    "will would shall should can could may might must it its this that these those there here i me my we us our you "
    "your he she they them their his her what when where who whom whose which why how many much please tell about any "
    "some all not no yes if so than then also just still yet already now currently recently ever get got make made "
    "give gave go went come came know want like need find say says said report reports sub-district subdistrict office "
    "year years month months long often new first second third one two three right correct true far well per into over "
    "during since until between after before up out more most other another each every very such only own same take "
    "ok okay sure people person someone somebody money taken show let next thing things something anything happen "
    "happened last whether hello hi thanks thank".split()
)
_FIGURES = (
    "number|total|amount|value|sales|output|investment|revenue|fee|price|cost|gdp|population|income|\\w*rate|ratio|area"
)
_ASKING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\b(?:phone|telephone|contact) number|\bphone\b", "是多少"),
        (r"\b(?:is|are) (?:that|this|it) (?:right|correct|true)|,? ?(?:right|correct)\?*$", "对吗"),
        (r"\bwhat (?:percentage|percent|proportion|share)\b", "是百分之几"),
        (r"\bhow many people\b", ""),  # the glossary says it
        (r"^(?:and |so |but )?(?:what|how) about\b", "呢"),
        (r"^and (?!what|how|wh|is|are|do|did|does|was|can)", "呢"),
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

    def to_chinese(self, text: str, name: Namer = lambda _: None) -> str:
        """The Chinese question for an English one: its terms, then the asking word; "" where it names what is not known."""
        told = _numbers(_amounts(text))
        pieces = self._pieces(told, name)
        asked, question = _asked(told.lower().strip())
        if any(piece != "of" for piece in pieces):
            return "".join(_ordered(pieces)) + question
        others = {token.lower() for token in _TOKEN.findall(asked)} - _UNSAID
        return "" if others else question

    def _pieces(self, text: str, name: Namer) -> list[str]:
        """Chinese terms, kept numbers and names in the order of the English, ``of`` between two of them kept."""
        tokens = _TOKEN.findall(text)
        stems = [_stem(token.lower()) for token in tokens]
        pieces: list[str] = []
        at = 0
        while at < len(tokens):
            size = next(
                (n for n in range(min(8, len(tokens) - at), 0, -1) if tuple(stems[at : at + n]) in self.terms), 0
            )
            if size:
                _add(pieces, self.terms[tuple(stems[at : at + size])][0])
            elif tokens[at].lower() == "of":
                pieces.append("of")
            else:
                size, piece = _kept(tokens, at, name)
                pieces += [piece] if piece else []
            at += max(1, size)
        return pieces


def _asked(text: str) -> tuple[str, str]:
    """A question in small letters without its asking words, and the Chinese for those."""
    found = ((pattern.search(text), words) for pattern, words in _ASKING)
    match, words = next(((match, words) for match, words in found if match), (None, ""))
    return (text[: match.start()] + text[match.end() :] if match else text), words


def _add(pieces: list[str], term: str) -> None:
    """A term of one character (河, 街) belongs to the Chinese name before it: Tongji river is 通济河."""
    if len(term) == 1 and pieces and not pieces[-1].isascii():
        pieces[-1] += term
    else:
        pieces.append(term)


def _kept(tokens: list[str], at: int, name: Namer) -> tuple[int, str]:
    """What is not in the glossary: Chinese and numbers stay, names in pinyin (one word or two) become Chinese."""
    token = tokens[at]
    if not token[0].isascii() or token[0].isdigit():
        return 1, token
    if token.lower() in _UNSAID:
        return 1, ""
    for size in (3, 2, 1):
        words = tokens[at : at + size]
        spelt = "".join(words).lower() if len(words) == size else ""
        if spelt.isascii() and spelt.isalpha() and (found := name(spelt)):
            return size, found
    return 1, token if token.isupper() and len(token) > 1 else ""


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
    return tuple(_stem(token.lower()) for token in _TOKEN.findall(phrase))


def _stem(word: str) -> str:
    """A word without its commonest endings; only ever compared with other stems."""
    word = _BRITISH.sub(lambda found: {"tre": "ter"}.get(found[0], "or"), word.replace("’", "'").removesuffix("'s"))
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith(("ss", "news")):
            word = word.removesuffix(ending) + rest
            break
    return word.removesuffix("e") if len(word) > 3 else word
