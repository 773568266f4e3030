"""Answers to when, where, who, how, why, what is, may I, which: the fewest sentences that hold what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft
from bot.answering.evidence.aspects import aspect_of, belongs, of_aspect
from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.listing import MOST, introduced, of_heading
from bot.answering.evidence.neighbours import OVERALL, beside, general, of_its_sort
from bot.answering.evidence.reach import reach
from bot.answering.evidence.sections import BY_NAME, holding, labelled
from bot.answering.evidence.sought import Holds, deals_with, denial, holds_its_own, of_mishap, sought
from bot.answering.evidence.spans import WHOLE, best_clauses, clauses_to_show
from bot.answering.evidence.standing_out import standing_out
from bot.answering.figures.rows import rank
from bot.answering.question.asked_period import fits
from bot.answering.question.kinds import Kind
from bot.answering.question.terms import Term, coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT, OF_OFFICE
from bot.answering.writing.figure import write_figure
from bot.answering.writing.wording import LOW, figures_in, inner_sections, nearest, not_found, partial, says, told
from bot.texts import Texts
from retrieval.document import Clause, Progress

ENOUGH = 0.58
_SOLID = 0.8  # coverage of the nouns and names that will do where only the asker's own verbs are missing
_LOOSE = 0.42  # … and of all words then
_MOST = 3
_IN_A_WORD = 0.8
_ASKED_WORD = re.compile(r"(联系|咨询|服务|预约|报名)?(电话|热线|号码|方式)|地址|地点|位置|时间|日期|期限")
_CLASS = re.compile(r"(?:哪些|什么|哪几[个家所类种名位])([㐀-鿿]{2,4})")
_LISTING = re.compile(r"[^,。;:、]{2,}、[^,。;:、]{2,}")
_MANY: frozenset[Kind] = frozenset({"list", "open", "able", "how"})  # kinds that more than one sentence may answer
_LISTS: frozenset[Kind] = frozenset({"list", "names", "how", "who", "summary", "open", "able"})  # … or a whole list
_LEAD = 0.25  # what evidence takes off a sentence that only heads others; this one says something
_MODAL = re.compile(r"不?[用要需得行能可会该]|[找归问管]|可以|行不行|能不能|用不用|不用|能|会")
_RATE = re.compile(r"每[^,;。\d]{1,8}[\d.]+万?元|元/|免费|不收|(?:工本|收|押金)[^,;。\d]{0,4}[\d.]+元")  # no total
_PAID_OUT = re.compile(r"补贴|补助|津贴|奖|领|贴|补(?!办|一?[张个本份])|发(?!票)")
_PAID_IN = re.compile(r"收取|收费|工本|押金|缴|免费|每[份单次][^,;。\d]{0,4}[\d.]+元")
_AHEAD = 0.05  # what the place or the name of what is only planned loses
_TITLE = re.compile(r"《[^》]*》")


def write_open(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The sentences that answer; what is said of the subject where none does."""
    if bare := _bare_indicator(question, evidence):
        return write_figure(bare, evidence, texts)
    if not _subject(question):
        return _overall(question, evidence, texts)
    if not (helping := of_mishap(question, evidence)):
        return nearest(question, evidence, texts)
    evidence = helping
    if section := of_aspect(question, evidence) or labelled(question, evidence):
        return _tell(question, section, texts)
    if question.kind in _LISTS and (listed := _listed(question, evidence)):
        return _tell(question, listed, texts)
    holds = sought(question)
    evidence = _preferred(question, evidence, holds)
    telling = [item for item in evidence if says(item)]
    telling = [item for item in telling if deals_with(question, item) and not _titled(question, item)]
    sure = [item for item in telling if _sure(question, item)] or _only(question, telling)
    timely = [item for item in sure if fits(question.period, item.chunk.period)]
    if not sure:
        headed = holding(question, evidence, holds) if holds else []
        return _tell(question, headed, texts, holds) if headed else _unsure(question, evidence, texts)
    if not timely and _other_year(question, sure):
        return _of_another_year(question, sure[0], texts)
    if holds is None:
        return _tell(question, _few(question, timely or sure), texts)
    own = [item for item in timely or sure if holds_its_own(question, item, holds)]
    found = own or beside(question, sure, evidence, holds) or holding(question, evidence, holds, BY_NAME)
    if not found:
        return partial(question, evidence, texts)
    return _tell(question, _few(question, found), texts, holds)


def write_headed(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft | None:
    """What something costs or pays each, or how long it takes, where only the heading above names it; None without such
    a section."""
    holds = _rated(question) if question.unit == "元" else sought(question)
    found = holding(question, evidence, holds) if holds else []
    return _tell(question, found, texts) if found else None


def _rated(question: Understanding) -> Holds:
    """Whether a text tells an amount each that flows the way the question asks about."""
    paid = bool(_PAID_OUT.search(question.text))
    return lambda text: bool(_RATE.search(text)) and _flows(text, paid)


def _flows(text: str, paid: bool) -> bool:
    """Whether money flows the way that is asked about: paid out to people, or paid by them."""
    out = bool(_PAID_OUT.search(text))
    return out if paid else not out or bool(_PAID_IN.search(text))


def _only(question: Understanding, telling: Sequence[Evidence]) -> list[Evidence]:
    """The sentence that stands out, but not for who did it: that must be said of the deed."""
    best = None if question.kind in ("who", "names") else standing_out(question, telling)
    return [best] if best else []


def _subject(question: Understanding) -> bool:
    """Whether the question names anything but what it asks for: 咨询电话多少 does not."""
    return question.kind not in OVERALL or not all(ASPECT.fullmatch(term.text) for term in question.terms)


def _overall(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The one office that a whole document names; else which thing is meant."""
    holds = sought(question)
    found = (of_its_sort(question, evidence, holds) if holds else []) or of_aspect(question, evidence)
    found = found or (general(evidence, holds) if holds and question.kind != "how" else [])
    if found:
        return _tell(question, found, texts, holds)
    if OF_OFFICE.search(question.text):
        return not_found(question, texts)
    choices = inner_sections([item for item in evidence if holds and holds(item.text)])
    told = texts.say("clarify.subject" if choices else "clarify.bare", choices="、".join(choices))
    return Draft("clarify", (AnswerSentence(told, "fixed"),), choices=choices)


def _unsure(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """What stands nowhere by its name, where the question names such a thing; else the nearest sentences."""
    lacks = lacking(question.terms, evidence[0].found) if evidence and evidence[0].coverage >= LOW else ()
    named = bool(lacks) and not any(term.known for term in lacks)
    if named and question.kind not in ("open", "list", "able"):
        return partial(question, evidence, texts)
    return nearest(question, evidence, texts)


def _sure(question: Understanding, item: Evidence) -> bool:
    """Nothing that the question names may be missing; of the rest, verbs of the asker's own may.

    Where nothing else tells what is asked (能不能陪着去), one of those verbs must be found.
    """
    aspect = aspect_of(question)
    pairs = zip(question.terms, item.found, strict=True)
    pairs_asked = [(term, _said(term, share, item)) for term, share in pairs if not (aspect and belongs(term, aspect))]
    terms, found = [term for term, _ in pairs_asked], [share for _, share in pairs_asked]
    lacks = [term for term in lacking(terms, found) if not _asked_word(question, term, item)]
    if lacks and not _is_class(question, lacks, item):
        return False
    deeds = [_done(term, share, item) for term, share in pairs_asked if term.light and not _MODAL.fullmatch(term.text)]
    if deeds and not any(deeds) and all(term.age is not None for term in terms if not term.light):
        return False  # whom it is for is said alone
    told_by_deed = question.kind == "able" or (question.kind == "who" and "谁" in question.text)
    if told_by_deed and deeds and max(deeds) < 0.5:
        return False
    solid = [(term, share) for term, share in pairs_asked if not term.light]
    nouns = coverage([term for term, _ in solid], [share for _, share in solid]) if solid else 0.0
    covered = coverage(terms, found)
    return bool(terms) and (covered >= ENOUGH or (nouns >= _SOLID and covered >= _LOOSE))


def _said(term: Term, share: float, item: Evidence) -> float:
    """How far the sentence has a word; one of a single character (丢) as part of a longer one (丢失)."""
    return max(share, _IN_A_WORD) if len(term.text) == 1 and term.text in item.text else share


def _done(term: Term, share: float, item: Evidence) -> float:
    """How far the sentence speaks of a deed that is asked about in one character: 能办 and 办理."""
    deed = term.text.lstrip("能可要会还再也")
    return 1.0 if len(deed) == 1 and deed in item.text else share


def _asked_word(question: Understanding, term: Term, item: Evidence) -> bool:
    """电话 need not stand beside a number, nor 地址 beside an address."""
    holds = sought(question) if _ASKED_WORD.fullmatch(term.text) else None
    return holds is not None and holds(item.text)


def _is_class(question: Understanding, lacks: Sequence[Term], item: Evidence) -> bool:
    """Whether only the sort of thing asked for is missing, where the sentence lists things: 哪些孩子 and 烈士子女、军人子女."""
    asked = _CLASS.search(question.text)
    listing = question.kind in ("list", "names", "who") and bool(_LISTING.search(item.text))
    return asked is not None and listing and all(asked[1].startswith(term.text) for term in lacks)


def _preferred(question: Understanding, evidence: Sequence[Evidence], holds: Holds | None) -> list[Evidence]:
    """The evidence, sentences that hold what was asked for before others that are as near."""

    def rank(item: Evidence) -> float:
        bonus = 0.1 if holds and holds(item.text) else 0.0
        bonus += _LEAD if item.sentence.lead and says(item) else 0.0
        shares = [_said(term, share, item) for term, share in zip(question.terms, item.found, strict=True)]
        bonus += coverage(question.terms, shares) - item.coverage
        bonus -= (
            _AHEAD if question.kind in ("where", "names") and question.wants != "planned" and _planned(item) else 0.0
        )
        return denial(question.text, item.text) + _titled(question, item) - item.score - bonus

    return sorted(evidence, key=rank)


def _titled(question: Understanding, item: Evidence) -> float:
    """What a sentence loses that names the subject in another document's title alone."""
    bare = coverage(question.terms, matches(question.terms, plain(_TITLE.sub("", item.text))))
    return 0.3 if item.own - bare >= 0.2 else 0.0


def _other_year(question: Understanding, sure: Sequence[Evidence]) -> bool:
    """Whether a year is asked about that none of the sentences speaks of."""
    year = question.period.year if question.period else None
    return year is not None and not any(str(year) in item.text for item in sure)


def _of_another_year(question: Understanding, item: Evidence, texts: Texts) -> Draft:
    asked = f"{question.period.year}年" if question.period else ""
    first = AnswerSentence(texts.say("partial.period", asked=asked, told=item.chunk.period or ""), "fixed")
    draft = _tell(question, [item], texts)
    return replace(draft, status="partial", sentences=(first, *draft.sentences))


def _listed(question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The list that is asked for: under a heading that names it, or behind a colon."""
    terms = _named(question)
    body = [item for item in evidence if not item.sentence.lead]
    holds = sought(question)
    section = of_heading(terms, evidence) if question.kind != "able" else []
    section = [item for item in section if holds is None or holds(item.text)]
    if 0 < len(section) <= MOST:
        return section
    if body and _sure(question, body[0]):
        return introduced(body[0], evidence)[:MOST]
    return []


def _named(question: Understanding) -> tuple[Term, ...]:
    """What the question names: its nouns and names."""
    return tuple(term for term in question.terms if not term.light)


def _bare_indicator(question: Understanding, evidence: Sequence[Evidence]) -> Understanding | None:
    """A question that is nothing but an indicator (规上工业产值1-5月) asks for its figure."""
    if question.kind != "open" or not question.terms:
        return None
    rows = rank(replace(question, kind="figure"), evidence)
    named = rows and coverage(question.terms, matches(question.terms, plain(rows[0].figure.indicator))) >= 0.8
    return replace(question, kind="figure") if named else None


def _few(question: Understanding, enough: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence, and others only where they say what it leaves out or are as good as it."""
    chosen = [enough[0]]
    for item in enough[1:8]:
        text = plain("".join(one.text for one in chosen))
        before = coverage(question.terms, matches(question.terms, text))
        after = coverage(question.terms, matches(question.terms, text + plain(item.text)))
        as_good = question.kind in _MANY and item.own >= 0.9 * enough[0].own and item.own >= 0.5
        if len(chosen) < _MOST and (after > before + 0.15 or as_good):
            chosen.append(item)
    return sorted(chosen, key=lambda item: question.wants != "planned" and _planned(item))


def _planned(item: Evidence) -> bool:
    """Whether a sentence tells nothing but plans: what is goes before."""
    return all(clause.progress == "planned" for clause in item.sentence.clauses)


def _tell(question: Understanding, chosen: Sequence[Evidence], texts: Texts, holds: Holds | None = None) -> Draft:
    citations = Citations()
    sentences: list[AnswerSentence] = []
    figures: list[FigureInAnswer] = []
    for item in chosen:
        shown = _shown(question, item, holds)
        sentences.append(told(item, shown, texts, citations, state=_state(question, item, shown, holds)))
        figures += figures_in(item, shown, sentences[-1].citations[0])
    return Draft("answered", tuple(sentences), tuple(citations.found), tuple(figures))


def _shown(question: Understanding, item: Evidence, holds: Holds | None) -> tuple[Clause, ...]:
    """The clauses that cover the question, with the clause that holds what it asked for.

    One clause may only name the thing: what is asked of it follows, as far as the sentence goes on about it.
    """
    shown = best_clauses(item, question.terms)
    if holds is None and len(shown) == 1 and not item.is_row:
        return tuple(c for c in reach(item, shown[0], question.terms) if c.end - shown[0].start <= WHOLE) or shown
    holding = [clause for clause in item.sentence.clauses if holds and holds(item.read(clause))]
    if not holding or any(clause in shown for clause in holding):
        return shown
    headed = [clause for clause in holding if item.is_row and holds and holds(item.read(clause).partition(":")[0])]
    told_there = headed or holding[:1]
    return clauses_to_show(item, [shown[0], shown[-1], *told_there], question.terms)


def _state(question: Understanding, item: Evidence, shown: Sequence[Clause], holds: Holds | None) -> Progress | None:
    """The stamp of the clause that holds what was asked for; without one the least advanced counts."""
    holding = [clause for clause in shown if holds and holds(item.read(clause))]
    best = max(holding, key=lambda clause: clause_coverage(item, clause, question.terms), default=None)
    return best.progress if best else None
