"""The last step: as of when, whom to ask, and the reader's own script. Quotes keep the document's letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import AnswerSentence, Citation
from bot.answering.draft import Draft
from bot.answering.question.language import Script, to_script
from bot.texts import Texts
from retrieval.document import Source
from retrieval.periods import as_of


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a person can ask when the documents don't tell."""

    name: str
    phone: str


def phrase(draft: Draft, script: Script, sources: Sequence[Source], contact: Contact, texts: Texts) -> Draft:
    """The draft with its closing lines, in the script of the question. ``sources``: of the documents it cites."""
    closing: list[AnswerSentence] = []
    if draft.status in ("partial", "not_found"):
        closing.append(_fixed(texts.say("not_found.contact", contact=contact.name, phone=contact.phone)))
    if draft.citations and sources:
        closing.append(_fixed(_told_until(sources, texts)))
    if scanned := _read_by_machine(draft.citations, sources):
        closing.append(_fixed(texts.say("machine_read", marks="".join(f"[{n}]" for n in scanned))))
    quotes = [citation.quote for citation in draft.citations]
    own = draft.mode == "generative"
    sentences = tuple(_in_script(sentence, script, quotes, own) for sentence in (*draft.sentences, *closing))
    return replace(draft, sentences=sentences)


def _fixed(text: str) -> AnswerSentence:
    return AnswerSentence(text, "fixed")


def _read_by_machine(citations: Sequence[Citation], sources: Sequence[Source]) -> list[int]:
    """The numbers of the quotes from scanned pages."""
    pages = {source.id: source.machine_read for source in sources}
    return [citation.n for citation in citations if citation.page in pages.get(citation.document, ())]


def _told_until(sources: Sequence[Source], texts: Texts) -> str:
    title = "》《".join(source.title for source in sources)
    day = as_of(sources)
    return texts.say("as_of", title=title, as_of=_month(day)) if day else texts.say("as_of_plain", title=title)


def _month(day: str) -> str:
    year, month, _ = day.split("-")
    return f"{year}年{int(month)}月"


def _in_script(sentence: AnswerSentence, script: Script, quotes: Sequence[str], own: bool) -> AnswerSentence:
    """``own``: told in a model's words, which are not the document's."""
    if script != "traditional":
        return sentence
    pieces = [piece for quote in quotes for piece in (quote, quote.rstrip("。,;")) if piece in sentence.text]
    if (
        sentence.kind == "document" and not pieces and not own
    ):  # a shortened quote: all behind the words that lead in to it
        lead, colon, quoted = sentence.text.partition("\uff1a")
        ours = bool(colon) and not any(lead in quote for quote in quotes)
        return replace(sentence, text=to_script(lead, script) + colon + quoted) if ours else sentence
    return replace(sentence, text=to_script(sentence.text, script, keep=pieces))
