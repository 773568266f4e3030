"""What a model adds to its quotes. A model may be told anything by what it reads, so its drafts are held closer than ours.

The common checks weigh whole sentences; here every piece between commas has to rest on what is cited, since a true
beginning could carry a false end. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.answer import AnswerSentence, Citation
from bot.answering.checks.claims import about_documents
from bot.answering.checks.mentions import mentions, plain
from bot.answering.checks.pieces import coverage, pieces
from bot.answering.checks.verify import Failure, without_numbers

MOST_QUOTES = 6  # of one sentence: with many, anything can be put together out of words that stand somewhere
_RESTS = 0.5  # more than this share of a piece's content words must stand in the quotes or their headings
_FOREIGN = re.compile(r"(?:[^\W\d_一-鿿]{2,}\W+){3}[^\W\d_一-鿿]{2,}")
_COMPARED = re.compile(
    "比?(?:去年|上年)(?:同期)?|同比|环比|增长|增加|增幅|上升|提高|下降|减少|降低|降幅|占比|占"
)  # the check of polarity knows them
_LETTERS = 2
_LATIN = re.compile(r"[a-z]{3,}")


def additions(sentences: Sequence[AnswerSentence], citations: Sequence[Citation]) -> Iterator[Failure]:
    """What in a model's sentences is not their quotes' own."""
    known = {citation.n: citation for citation in citations}
    for sentence in sentences:
        if _FOREIGN.search(sentence.text):
            yield Failure("subject", sentence.text, "not Chinese")
        elif len(sentence.citations) > MOST_QUOTES:
            yield Failure("citation", sentence.text, f"{len(sentence.citations)} quotes")
        else:
            cited = [known[n] for n in sentence.citations if n in known]
            yield from (Failure("subject", sentence.text, piece) for piece in _unproved(sentence, cited))


def _unproved(sentence: AnswerSentence, cited: list[Citation]) -> Iterator[str]:
    """The pieces that the quotes do not say. Of those with a number, which is checked elsewhere, one word is enough.

    A sum is said in words of its own (两家合计) and has a check of its own.
    """
    sources = [plain(" ".join((c.quote, *c.section, c.title, c.period or ""))) for c in cited]
    words = set(_LATIN.findall(" ".join(sources).lower()))
    for piece in pieces(about_documents(plain(sentence.text))):
        strange = set(_LATIN.findall(piece.text.lower())) - words
        share = coverage(_COMPARED.sub(" ", without_numbers(piece.text)), sources)
        numbered = bool(mentions(piece.text))
        is_sum = numbered and sentence.kind == "computed"
        rests = share > (0 if numbered else _RESTS) or (numbered and _said_shorter(piece.text, sources))
        if strange or not (is_sum or rests):
            yield piece.text


def _said_shorter(piece: str, sources: Sequence[str]) -> bool:
    """Whether a number's words stand beside it in fewer characters: 9部已经投入使用 of 已投用9部."""
    numbers, letters = mentions(piece), _letters(piece)
    return any(
        len(letters & _letters(other.text)) >= _LETTERS
        for source in sources
        for other in pieces(source)
        if any(one.equals(two) for one in mentions(other.text) for two in numbers)
    )


def _letters(piece: str) -> set[str]:
    return set(re.findall("[㐀-鿿]", without_numbers(piece)))
