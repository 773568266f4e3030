"""Shared ways to say what was found: one shown span as a sentence, a partial answer, a refusal. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import rjieba

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft, in_answer, least_advanced
from bot.answering.evidence.gathering import Evidence, missing
from bot.answering.evidence.spans import best_clauses, quoted_span, shown_text
from bot.answering.question.ages import AGED
from bot.answering.question.kinds import Kind
from bot.answering.question.terms import Term, coverage, lacking, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT, FOR_EACH, noun
from bot.texts import Texts
from retrieval.document import Clause, Progress

_TOPIC = 14  # characters of a heading that can be chosen
_NUMBERED = re.compile(r"^(?:[\d一二三四五六七八九十]+[.\uff0e、]|[(\uff08][\d一二三四五六七八九十]+[)\uff09])\s*")
_SHORT = 10  # characters of a question that are echoed as they stand
_NAMED = 3  # words of a longer one
_HALF = 0.33  # share of a word: two thirds of its characters at least
_MOSTLY = 0.4  # of a name
_SEVERAL = 3  # words of a question
_APART, _AS_NEAR = 0.015, 0.005  # of the cosines of multilingual-e5-small: to stand out, to be as good
LOW = 0.3  # coverage below which the documents don't touch the subject
_STATES = re.compile(r"[。;!?…]|:.*\S|^\s*[\d(•·-]|[”\"）)]$")
_DATE = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?")  # below a signature
_RULE = re.compile(
    r"无须|无需|不得|不予|不享受|不收|免费|可以|应当|必须|须"
)  # a short sentence that is more than a heading
_ASKED: dict[Kind, str] = {
    "figure": "figure",
    "when": "when",
    "where": "where",
    "phone": "phone",
    "how": "how",
    "why": "why",
    "definition": "definition",
    "who": "who",
    "names": "names",
}
_ASKED_UNIT = {"元": "money", "%": "percent", "名次": "rank"}


def told(
    evidence: Evidence,
    shown: Sequence[Clause],
    texts: Texts,
    citations: Citations,
    opening: str = "plain",
    state: Progress | None = None,
) -> AnswerSentence:
    """The clauses as one sentence of the answer, cited; a plan and a problem are always called so.

    ``state``: the stamp of the clause that answers, where the span has several.
    """
    start, end = quoted_span(evidence, shown)
    number = citations.cite(evidence.passage, start, end, state or least_advanced(shown))
    states = {clause.progress for clause in shown}
    if opening == "plain":
        key = _plain_key(states)
    else:
        key = opening
    return AnswerSentence(texts.say(key, quote=shown_text(evidence, shown)), "document", (number,))


def _plain_key(states: set[Progress | None]) -> str:
    """A plan and a problem are called so; where a plan stands beside a deed, that is said."""
    if states & {"planned"}:
        return "plain.planned" if len(states) == 1 else "opening.mixed"
    return "plain.problem" if states == {"problem"} else "plain.other"


def figures_in(evidence: Evidence, shown: Sequence[Clause], number: int) -> tuple[FigureInAnswer, ...]:
    """The ledger rows that stand in the clauses shown."""
    return tuple(
        in_answer(figure, number)
        for figure in evidence.chunk.figures
        if any(clause.start <= figure.start < clause.end for clause in shown)
    )


def subject_of(question: Understanding, evidence: Evidence) -> str:
    """The part of the question that the evidence covers, in the question's own words; else the section's name."""
    known = [t for t, share in zip(question.terms, evidence.found, strict=True) if share >= 0.3]
    if not known:
        return evidence.chunk.section[-1] if evidence.chunk.section else evidence.passage.source.title
    runs = dict.fromkeys(term.run for term in known)
    best = max(runs, key=lambda run: sum(term.weight for term in known if term.run == run))
    inside = [term for term in known if term.run == best]
    first, last = (inside[0], inside[-1]) if _joined(inside) else (inside[0], inside[0])
    return _whole(best, first.at, last.at + len(last.text), plain(evidence.text))


def _whole(run: str, start: int, end: int, text: str) -> str:
    """A stretch of the question with what goes on with it in the text: a dictionary cuts a street's name (张家弄) short."""
    while end < len(run) and run[start : end + 1] in text:
        end += 1
    while start and run[start - 1 : end] in text:
        start -= 1
    return run[start:end]


def _joined(terms: Sequence[Term]) -> bool:
    return all(b.at - (a.at + len(a.text)) <= 1 for a, b in pairwise(terms))


def asked_of(question: Understanding) -> str:
    """The key of what a question asks for: money, when, phone …"""
    if question.kind == "figure" and question.unit in _ASKED_UNIT:
        return _ASKED_UNIT[question.unit]
    if question.kind == "figure" and FOR_EACH.search(question.text):
        return "each"
    if question.kind == "who" and "谁" in question.text:
        return "person"
    return _ASKED.get(question.kind, "other")


def partial(question: Understanding, evidence: Sequence[Evidence], texts: Texts, asked: str | None = None) -> Draft:
    """What the documents do say about the subject when they don't say what was asked; a refusal where they say nothing."""
    if not evidence or evidence[0].coverage < LOW or not about(question, evidence[0]):
        return nearest(question, evidence, texts)
    citations = Citations()
    first = _what_is_missing(question, evidence[0], texts, asked)
    sentences = [AnswerSentence(first, "fixed")]
    sentences += [told(item, best_clauses(item, question.terms), texts, citations) for item in near(evidence)]
    return Draft("partial", tuple(sentences), tuple(citations.found))


def _what_is_missing(question: Understanding, best: Evidence, texts: Texts, asked: str | None) -> str:
    """Said by name only of what stands nowhere: a word that other sentences hold is not unsaid."""
    missed = [term for term in missing(question.terms, best.found) if rjieba.has_word(term.text) or term.same]
    subject = subject_of(question, best)
    if not missed and not lacking(question.terms, best.found):
        if question.kind == "definition":
            return texts.say("partial.definition", subject=subject)
        return texts.say("partial.kind", subject=subject, asked=texts.say(f"asked.{asked or asked_of(question)}"))
    if not missed or any(term.known for term in missed):
        return texts.say("partial.near")
    return texts.say("partial.missing", subject=subject, asked="、".join(term.text for term in missed[:2]))


def nearest(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """Where no sentence is surely the answer: the best of those about what is asked about, called no more than that."""
    first_in_meaning = _first_in_meaning(question, evidence)
    near_ = [item for item in evidence if about(question, item) or item.chunk.id == first_in_meaning]
    if not question.terms or not near_:
        return not_found(question, texts, evidence)
    citations = Citations()
    first = AnswerSentence(texts.say("partial.near"), "fixed")
    rest = tuple(told(item, best_clauses(item, question.terms), texts, citations) for item in _closest(near_))
    return Draft("partial", (first, *rest), tuple(citations.found), choices=sections(evidence))


def about(question: Understanding, item: Evidence) -> bool:
    """Whether a sentence, or the heading over it, holds a word that names what is asked about; of one name, most."""
    pairs = [(term, share) for term, share in zip(question.terms, item.found, strict=True) if names(term)]
    pairs = _things(pairs)
    things, held = [term for term, _ in pairs], [float(share >= _HALF) for _, share in pairs]
    if all(term.age is not None for term in things):
        return False  # whom it is for, and not what
    return any(held) and (not _one_name(things) or coverage(things, held) >= _MOSTLY)


def _things(pairs: list[tuple[Term, float]]) -> list[tuple[Term, float]]:
    """Without the age and the aged where a question gives an age and names something else: they are whom it is for."""
    aged = any(term.age is not None for term, _ in pairs)
    other = [one for one in pairs if one[0].age is None and one[0].text not in AGED]
    return other if aged and other else pairs


def _one_name(things: Sequence[Term]) -> bool:
    """Whether the words stand in one: 邻里中心 is asked about by its whole name."""
    together = all(b.run == a.run and b.at == a.at + len(a.text) for a, b in pairwise(things))
    return together and all(noun(term.text) for term in things)


def _first_in_meaning(question: Understanding, evidence: Sequence[Evidence]) -> str | None:
    """The passage nearest in meaning, where it is clearly so, or shares words with a question of several."""
    passages = sorted({item.chunk.id: item.passage for item in evidence}.values(), key=lambda one: -one.semantic)
    if len(passages) < 2:
        return None
    first, second = passages[:2]
    says_much = len(question.terms) > 1 or any(term.known or term.related for term in question.terms)
    if first.semantic >= second.semantic + _APART and says_much:
        return first.chunk.id
    things = [term for term in question.terms if names(term)]
    several = len(question.terms) >= _SEVERAL and not (len(things) > 1 and _one_name(things))
    as_near = [one for one in passages if one.semantic >= first.semantic - _AS_NEAR and one.lexical > 0]
    return max(as_near, key=lambda one: one.score).chunk.id if several and as_near else None


def names(term: Term) -> bool:
    """Whether a word of the question names what it is about, and not what is asked of it; 看书 names a place to read."""
    return (not term.light or bool(term.related)) and len(term.text) > 1 and not ASPECT.fullmatch(term.text)


def _closest(evidence: Sequence[Evidence], most: int = 3) -> list[Evidence]:
    """The best sentences, and of those behind them the ones that are as good as the second."""
    body = [item for item in evidence if says(item)] or list(evidence)
    return [item for item in body[:most] if item.score >= 0.8 * body[0].score]


def says(item: Evidence) -> bool:
    """Whether the sentence says something: it neither asks, nor heads what follows, nor is a title, an address, a signature."""
    text = item.text.strip()
    if text.endswith("?"):  # what a page asks, it does not say
        return False
    if item.sentence.lead:
        return bool(_RULE.search(text))
    return bool(_STATES.search(text)) and not _DATE.fullmatch(text) and plain(text) != plain(item.passage.source.title)


def near(evidence: Sequence[Evidence], most: int = 2) -> list[Evidence]:
    """The best evidence and what stands close behind it, leads left out where there is anything else."""
    body = [item for item in evidence if says(item)] or list(evidence)
    best = body[0]
    return [item for item in body[:most] if item.score >= 0.85 * best.score and item.coverage >= 0.8 * best.coverage]


def not_found(question: Understanding, texts: Texts, evidence: Sequence[Evidence] = ()) -> Draft:
    """The documents do not touch the subject: said plainly, with what was looked for."""
    subject = _looked_for(question.terms)
    text = texts.say("not_found.subject", subject=subject) if subject else texts.say("not_found.plain")
    return Draft("not_found", (AnswerSentence(text, "fixed"),), choices=sections(evidence))


def _looked_for(terms: Sequence[Term]) -> str:
    """What was looked for, to be named: the question's own stretch where it is short, else its nouns and names."""
    named = [term for term in terms if len(term.text) > 1 and (noun(term.text) or term.same or term.text.isascii())]
    if named and len({term.run for term in terms}) == 1:
        run, whole = terms[0].run, terms[0].run[terms[0].at : terms[-1].at + len(terms[-1].text)]
        if len(whole) <= _SHORT:
            return run[named[0].at : named[-1].at + len(named[-1].text)]
    weighty = sorted(named, key=lambda term: -term.weight)[:_NAMED]
    return "、".join(dict.fromkeys(term.text for term in named if term in weighty))


def sections(evidence: Sequence[Evidence], most: int = 3) -> tuple[str, ...]:
    """The nearest sections, for a person to go on with."""
    names = dict.fromkeys(item.chunk.section[-1] for item in evidence if item.chunk.section)
    return tuple(names)[:most]


def inner_sections(evidence: Sequence[Evidence], most: int = 4) -> tuple[str, ...]:
    """Topics to choose from: short headings that stand under another one, without their numbers."""
    inner = (item.chunk.section[-1] for item in evidence if len(item.chunk.section) > 1)
    names = dict.fromkeys(_NUMBERED.sub("", name).rstrip("。") for name in inner)
    return tuple(name for name in names if len(name) <= _TOPIC)[:most]


def owned_up(draft: Draft, guessed: Sequence[tuple[str, str]], texts: Texts) -> Draft:
    """The answer to an English question with what was guessed of it before it; no more than half an answer then."""
    if draft.status not in ("answered", "partial"):
        return draft
    told = [AnswerSentence(texts.say("guessed", english=one, chinese=other), "fixed") for one, other in guessed]
    return replace(draft, status="partial", sentences=(*told, *draft.sentences)) if told else draft
