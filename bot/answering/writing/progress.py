"""The answer to "is it done?": the state first, by the stamp of the clause that speaks of it. Done is not planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft
from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.listing import in_order
from bot.answering.evidence.reach import named
from bot.answering.evidence.spans import PART, WHOLE, clauses_to_show, part_to_show
from bot.answering.evidence.standing_out import standing_out
from bot.answering.evidence.state import UNDONE, headed_by_it, heaviest, rarest, some_of_all, state_of
from bot.answering.question.terms import coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.writing.wording import figures_in, partial, told
from bot.texts import Texts
from retrieval.document import Clause, Progress

ENOUGH = 0.6
_NAMED = 0.42
_WHOLE = 0.8
_SHORT = 70  # characters
_AGAIN = 0.3  # of the question's words: the next sentence speaks of the same thing
_UNDER_WAY: tuple[Progress | None, ...] = ("ongoing", "problem")
_ALIKE, _NEARLY = 0.12, 0.2  # how far behind the best a sentence of another stamp may be, to be told too
_OPEN_STATE = re.compile(r"到哪(?!里|儿)|程度|阶段|怎么样|怎样|咋样|如何|进度|进展|情况|搞得|弄得|好点|好些|改善|变好")
_ALL = re.compile(r"都|全部|所有|全都|每个")
_DENIED = re.compile(r"没|未(?!来|央)|暂停|取消|推迟|延[期后]|(?<!建)不(?!断|久|少|仅|止)")
_IN_PART = re.compile(r"[%]|投资|过半|一半|[一二三四五六七八九]成|部分|主体|前期|方案|阶段|总量的")
_OUTCOME = re.compile("[了好完成上到掉起来没]")  # what a verb ends with
_DONE_OBJECT = re.compile(r"完成了?([^,;。]{2,})")


def write_progress(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """What the report says of the state of a thing, at most a present state and a plan."""
    telling = [item for item in evidence if _tells(item)]
    best = standing_out(question, telling)
    body = [item for item in telling if _enough(question, item)] or ([best] if best else [])
    if not body:
        return partial(question, evidence, texts)
    chosen = _chosen(question, body, evidence)
    if _beside_the_point(question, chosen[0]):
        return partial(question, evidence, texts)
    citations = Citations()
    sentences: list[AnswerSentence] = []
    figures: list[FigureInAnswer] = []
    for item in chosen:
        state, shown = state_of(question, item), _shown(question, item)
        opening = "plain" if sentences else _opening(question, item, shown)
        if opening == "opening.yes" and any(state_of(question, one).progress in _UNDER_WAY for one in chosen):
            opening = "opening.done"  # one of several: the others are under way
        stamp = state.progress if state.telling and not _partly(question, item) else None
        sentences.append(told(item, shown, texts, citations, opening, stamp))
        figures += figures_in(item, shown, sentences[-1].citations[0])
    return Draft("answered", tuple(sentences), tuple(citations.found), tuple(figures))


def _beside_the_point(question: Understanding, best: Evidence) -> bool:
    """Whether the best sentence tells neither what was asked of the thing nor names it in full: a report's opening praise."""
    unsaid = _opening(question, best, _shown(question, best)) == "opening.unsaid"
    own = matches(question.terms, plain(best.text))
    return (
        unsaid
        and not state_of(question, best).told
        and any(share < _NAMED and not term.light for term, share in zip(question.terms, own, strict=True))
    )


def _tells(item: Evidence) -> bool:
    """A heading tells nothing by itself, but a short sentence that was taken for one may."""
    return not item.sentence.lead or (item.own >= _WHOLE and item.text.endswith("。"))


def _enough(question: Understanding, item: Evidence) -> bool:
    """Half the words will do where one of them is a name that the sentence itself holds and no noun is missing.

    Of a thing that is done, every noun must be the one asked about.
    """
    own = matches(question.terms, plain(item.text))
    by_name = any(term.rare and share >= 0.9 for term, share in zip(question.terms, own, strict=True))
    lacks = lacking(question.terms, item.found, 0.1)
    undone = state_of(question, item).focus.progress != "done"
    if by_name and all(undone and not term.known for term in lacks):
        return item.coverage >= _NAMED
    return item.coverage >= ENOUGH and not lacking(question.terms, item.found)


def _shown(question: Understanding, item: Evidence) -> tuple[Clause, ...]:
    """From the clause that names the thing to the one that tells its state; how it stands, by all that goes on about it."""
    state, clauses = state_of(question, item), item.sentence.clauses
    if _ALL.search(question.text):
        whole = item.sentence.end - item.sentence.start <= _SHORT and len({clause.progress for clause in clauses}) == 1
        return clauses if whole else part_to_show(item, [state.focus], question.terms)
    if state.whole:
        return (
            clauses
            if item.sentence.end - item.sentence.start <= WHOLE
            else part_to_show(item, state.stating[:1] or [state.focus], question.terms)
        )
    if item.is_row:
        return clauses_to_show(item, [state.focus, *(state.reached if state.telling else ())], question.terms)
    enough = state.telling or ((state.focus, *state.stating[:1]) if state.focus.progress == "planned" else ())
    if not enough or _OPEN_STATE.search(question.text) or _partly(question, item):
        enough = tuple(clause for clause in state.reached if clause.end - state.focus.start <= PART)[-1:]
    shown = clauses_to_show(item, [state.focus, *enough], question.terms)
    return _of_one_state(question, item, shown, state.focus)


def _of_one_state(
    question: Understanding, item: Evidence, shown: Sequence[Clause], focus: Clause
) -> tuple[Clause, ...]:
    """From ``focus`` back only to where another thing in another state is told: a hotel that opened has no part in one
    that will."""
    name = heaviest(question.terms, item.read(focus))
    others = [
        at
        for at, one in enumerate(shown)
        if one.start < focus.start
        and one.progress != focus.progress
        and heaviest(question.terms, item.read(one)) < name
    ]
    return tuple(shown[max(others, default=-1) + 1 :])


def _chosen(question: Understanding, body: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and one of another stamp that is nearly as good; what is, before what is planned.

    Where the best names the thing and leaves its state to the next sentence, that one.
    """
    naming = [item for item in body if _names(question, item) >= max(_names(question, one) for one in body)]
    headed = in_order([item for item in body if headed_by_it(question, item) and _present(question, item)])
    best = headed[0] if headed else max(naming, key=lambda item: _fit(question, item))
    if headed:  # beside what its heading names, only what bears the very name
        naming = [best, *(item for item in naming if item not in headed and _by_its_own_name(question, item))]
    if goes_on := _told_after(question, best, evidence):
        return [goes_on]
    stamps = {item: state_of(question, item).progress for item in naming}
    near = _fit(question, best) - (_ALIKE if _happened(question, best) else _NEARLY)
    others = [
        item
        for item in naming
        if stamps[item] not in (None, stamps[best])
        and (_fit(question, item) >= near or (item.own >= best.own and stamps[item] in _UNDER_WAY))
    ]
    if state_of(question, best).telling:  # 建立…“月例会”制度 tells nothing of whether it has opened
        others = [item for item in others if state_of(question, item).told]
    return sorted([best, *others[:1]], key=lambda item: stamps[item] == "planned")


def _by_its_own_name(question: Understanding, item: Evidence) -> bool:
    """Whether a sentence bears the very name; what is wrong with it does not tell how it stands."""
    return state_of(question, item).progress != "problem" and all(
        term.text in plain(item.text) for term in question.terms
    )


def _present(question: Understanding, item: Evidence) -> bool:
    """Whether a sentence tells how the thing stands now, and not what is planned."""
    return any(clause.progress in ("done", *_UNDER_WAY) for clause in state_of(question, item).stating)


def _happened(question: Understanding, item: Evidence) -> bool:
    """Whether the sentence tells that what was asked about has happened, and not in part."""
    telling = state_of(question, item).telling
    return any(clause.progress == "done" and not _IN_PART.search(item.read(clause)) for clause in telling)


def _told_after(question: Understanding, best: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence behind the best one that goes on about the same and tells its state, where the best tells none."""
    if state_of(question, best).told:
        return None
    after = (item for item in evidence if item.chunk.id == best.chunk.id and not item.sentence.lead)
    behind = sorted((i for i in after if i.sentence.start > best.sentence.start), key=lambda i: i.sentence.start)
    return next((item for item in behind[:1] if _shares(question, item) and state_of(question, item).told), None)


def _shares(question: Understanding, item: Evidence) -> bool:
    """Whether a sentence names the thing asked about again, at least in part, by the question's own words."""
    text = plain(item.text)
    return (
        named(item.text, question.terms)
        and coverage(question.terms, [float(term.text in text) for term in question.terms]) >= _AGAIN
    )


def _names(question: Understanding, item: Evidence) -> float:
    """How many of the question's rare words, most likely names, stand in the sentence or the heading right above it."""
    text = plain(item.text + "/" + (item.chunk.section[-1] if item.chunk.section else ""))
    shares = matches(question.terms, text)
    return sum(share >= 0.7 for term, share in zip(question.terms, shares, strict=True) if term.rare)


def _fit(question: Understanding, item: Evidence) -> float:
    """How well a sentence speaks of the thing asked about, by its rarest name, and of its state."""
    state = state_of(question, item)
    present = 0.1 if state.focus.progress in ("done", "ongoing", "problem") else 0.0
    total = sum(term.weight for term in question.terms) or 1.0
    name = 0.3 * rarest(question.terms, item.text) / total
    verb = 0.15 if state.telling else 0.1 if _does(question, item, state.reached) else 0.0
    return item.own * 0.5 + item.score + name + verb + present


def _opening(question: Understanding, item: Evidence, shown: Sequence[Clause]) -> str:
    """What is said before the quote: the state that the telling clause has; of several states, that they differ."""
    state = state_of(question, item)
    open_state = _OPEN_STATE.search(question.text)
    undone = (state.focus,) if state.focus.progress in UNDONE else ()
    several = state.whole or open_state or _ALL.search(question.text) or _partly(question, item)
    telling = () if several else state.telling or undone
    states = {clause.progress for clause in telling or shown if clause.start >= state.focus.start}
    progress = states.pop() if len(states) == 1 else None
    if states:
        return "opening.mixed" if states.intersection(UNDONE) else "opening.done"
    if progress != "done":
        return f"opening.{progress or 'none'}"
    unsaid = question.predicates and not state.telling and not open_state and not _does(question, item, shown)
    if lacking(question.terms, item.found) or unsaid:
        return "opening.unsaid"
    surely = state.telling and not state.whole and _wholly(question, item, state.telling[0])
    return "opening.yes" if surely else "opening.done"


def _does(question: Understanding, item: Evidence, shown: Sequence[Clause]) -> bool:
    """Whether the clauses tell the deed that is asked about by a verb of their own: 装了没 and 加装."""
    text = "".join(item.read(clause) for clause in shown)
    return any(char in text for term in question.predicates for char in _OUTCOME.sub("", term.text))


def _partly(question: Understanding, item: Evidence) -> bool:
    """Whether what is told as done is only a part or a step of what is asked about: 迁建项目完成选址,正在报批."""
    telling = state_of(question, item).telling
    return bool(telling) and telling[0].progress == "done" and not _wholly(question, item, telling[0])


def _wholly(question: Understanding, item: Evidence, telling: Clause) -> bool:
    """Whether the clause says it of the whole thing: not of a part (完成主体, 65%), nor where all are asked about."""
    text = item.read(telling)
    if _IN_PART.search(text) or _DENIED.search(text) or _ALL.search(question.text) or some_of_all(text):
        return False
    done = _DONE_OBJECT.search(text)
    object_ = plain(done[1]) if done else ""
    asked = plain(question.text)
    pairs = [object_[at : at + 2] for at in range(len(object_) - 1)]
    return not pairs or sum(pair in asked for pair in pairs) >= len(pairs) / 2
