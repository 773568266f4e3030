"""A question that leans on the one before it, completed. Pure functions on simplified text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.answering.question.stand_in import instead, is_slot
from bot.answering.question.terms import Term
from bot.answering.question.wordings import ASKING, ASPECT, CHANGE, bare_subject, mere_aspect, nominal, noun, tagged

_RESET = re.compile(
    r"^(换(一?个|下)?(问题|话题)|另外?(一?个)?(问题|话题|件事)|再?问(一?个)?别的(问题|事)?|(再|还)问(一?个)?(问题|事))[,,:\s]*"
)
_OPENING = re.compile(r"^(那么?|然后|还有呢?|另外|再问|其中|而|哦|好的?[,,])[,,\s]*(?!个|些|里|边|儿|时候)")
_SOFT = re.compile(r"^(那么?|哦|好的?[,,])[,,\s]*(?!个|些|里|边|儿|时候)")  # may open a question that stands by itself
_ENDING = re.compile(r"(又|又是)?(呢|咧|怎么样|怎样|咋样|如何)?[??。!!\s]*$")
_ALSO = re.compile(r"(总|也|还)(可以|能|行|要|算|有)")
_PRONOUN = re.compile(
    r"它们?|他们?(?!们的)|她们?|(这|那)(个|些|件事|事|里|边|儿|项|家|条|座|处)?(?=什么|啥|几|多|怎|是|有|在|建|完|能|会|要|到|的|进|开|修|花|$)"
    r"|(这|那)(个|些|件事|家|条|座|项|里)|该(?=项目|工程|中心|社区|企业)|前者|后者|上面(说)?的|刚才(说)?的|其(?=中|他)"
)

_LONE = re.compile("[㐀-鿿]")  # a verb of one character: 办
_IN_ALL = re.compile("一共|总共|累计")  # and not what is new
_QUANTITY = re.compile("多少|几")
_WHETHER = re.compile("[吗么没][??]?$|进展|进度")
_FEW = 2  # words of its own: a question with more is about something else
_SHORT = 6  # characters of a question that can't stand alone: 标准是多少
Content = Callable[[str], Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Completed:
    """``text``: what is asked, completed; ``context``: earlier words it leans on; ``leans``: it can't stand alone.

    ``otherwise``: other ways to complete it, for where the documents answer the first one not; ``fresh``: the words that
    it adds to the conversation, of which an answer has to speak.
    """

    text: str
    context: str = ""
    leans: bool = False
    points: bool = False  # with a pronoun or 呢 to something that was said
    otherwise: tuple[str, ...] = ()
    fresh: tuple[Term, ...] = ()


def complete(text: str, history: Sequence[str], content: Content) -> Completed:
    """The last question, completed from the earlier ones (oldest first). ``content``: the content words of a question.

    A question leans on the one before it if it has no subject of its own, a pronoun, or ends in 呢.
    """
    previous = ""
    for earlier in history[-4:]:
        previous = _complete(earlier, previous, content).text
    return _complete(text, previous, content)


def _complete(text: str, previous: str, content: Content) -> Completed:
    text = text.strip()
    if anew := _RESET.match(text):
        return Completed(text[anew.end() :] or text)
    bare = _ENDING.sub("", _OPENING.sub("", text)).strip()
    pronoun = _PRONOUN.search(bare)
    terms = content(_PRONOUN.sub(" ", bare))
    own = [term for term in terms if not ASPECT.fullmatch(term.text)]
    opened = _OPENING.match(text) and not (_SOFT.match(text) and _asks_of_its_own(bare, own))
    marked = bool(opened or _ALSO.search(bare) or text.rstrip("??。!! ").endswith("呢"))
    if not previous:
        points = bool(marked or pronoun)
        weight = sum(len(term.text) for term in terms if own or not points)
        once = any(term.rare and not term.light and not CHANGE.search(term.text) for term in terms)  # 税收, told once
        named = not pronoun and any(term.known and noun(term.text) for term in own)  # 电梯呢
        leans = not named and (points or (not own and not once and len(bare) <= _SHORT)) and weight <= 2
        return Completed(text, leans=leans, points=points)
    asks = bool(ASKING.search(bare))
    fresh = tuple(term for term in own if term.text not in previous and not (asks and not noun(term.text)))
    joined = _joined(bare, previous, pronoun, content)
    if not (marked or pronoun or not any(map(_stands, own))):
        small = len(own) <= _FEW
        return Completed(_SOFT.sub("", text), previous if small else "", otherwise=(joined,) * small, fresh=fresh)
    others = [_alone(bare, previous)] if fresh and not pronoun and not is_slot(bare) else []
    otherwise = tuple(other for other in others if other not in ("", joined))
    return Completed(joined, previous, True, otherwise=otherwise, fresh=fresh)


def _alone(bare: str, previous: str) -> str:
    """What it asks by itself; of a mere thing how much, counted as it may be (检查企业几家, 隐患 → 隐患多少), or how it is."""
    if ASKING.search(bare):
        return bare
    if _QUANTITY.search(previous):
        return f"{bare}多少"
    return f"{bare}怎么样了" if _WHETHER.search(previous) else ""


def _asks_of_its_own(bare: str, own: Sequence[Term]) -> bool:
    """Whether a question says what it asks about and what it asks: 那停车位增加了多少."""
    return bool(ASKING.search(bare)) and any(term.known and noun(term.text) for term in own)


def _stands(term: Term) -> bool:
    """Whether a word can be a question's subject: a noun, or a verb the documents use."""
    return noun(term.text) or (term.known and len(term.text) > 1 and not is_slot(term.text))


def _joined(bare: str, previous: str, pronoun: re.Match[str] | None, content: Content) -> str:
    subject = _subject(previous, bare, content)
    if (replaced := instead(bare, previous, subject)) is not None:
        return replaced
    if pronoun:
        return f"{bare[: pronoun.start()]}{subject}{bare[pronoun.end() :]}"
    if (asked := _asked_last(previous)) and nominal(bare) and not (mere_aspect(bare) or ASKING.search(bare)):
        return f"{bare}{asked}"
    return _beside(subject, bare)


def _beside(subject: str, asked: str) -> str:
    """Both as one text, kept apart where their edges would make a word: 工单|排第几."""
    edges = accumulate(len(word) for word, _ in tagged(subject + asked))
    return subject + asked if len(subject) in (0, *edges) else f"{subject}的{asked}"


def _asked_last(previous: str) -> str:
    """What a question without a word of asking ends with, where that is an aspect: 工业产值增幅 asks for the 增幅."""
    words = [word for word, _ in tagged(previous)]
    first = next((at for at in range(len(words), 0, -1) if not ASPECT.fullmatch(words[at - 1])), 0)
    return "" if ASKING.search(previous) else "".join(words[first:])


def _subject(previous: str, bare: str, content: Content) -> str:
    """What the earlier question was about, before its word of asking; what the new one asks anew is left out."""
    previous = previous.lower()
    asking = ASKING.search(previous)
    before = (previous[: asking.start()] if asking else previous).partition("是")[0]
    words = [term.text for term in content(before) if term.text in before]
    if not any(map(noun, words)):
        counted = [term.text for term in content(previous) if term.head and term.text in previous]
        before, words = f"{before.removesuffix('了')}{''.join(counted)}", words + counted
    if not words:
        before, words = previous, [term.text for term in content(previous) if term.text in previous]
    words = [word for word in words if word not in bare] or words
    if _IN_ALL.search(bare):
        words = [word for word in words if not word.startswith("新")] or words
    asked_anew = not CHANGE.search(bare) and (ASKING.search(bare) or ASPECT.search(bare))
    if asked_anew:
        words = [word for word in words if not (_LONE.fullmatch(word) or ASPECT.fullmatch(word))] or words
    if not words:
        return previous
    start = before.index(words[0])
    end = max(before.rindex(word) + len(word) for word in words)
    return bare_subject(before[start:end]) if asked_anew else before[start:end]
