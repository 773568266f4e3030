"""`python -m tests.bench`: answers without a key, a reload of a thousand documents, retrieval where a file is given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from retrieval.embedding.embeddings import EmbedderSpec
from tests.bench import answers, ingest, news, reload, retrieval, servers, telegram, web
from tests.bench.peers.compare import HEAVY, PEERS, compare


def main() -> None:
    given = _arguments()
    spec = EmbedderSpec(given.embedder)
    parts = given.only or (
        "answers",
        "reload",
        "telegram",
        "web",
        *(("cmrc", "ingest", "peers") if given.cmrc else ()),
        *(("news",) if given.news else ()),
    )
    if "answers" in parts:
        _say("Answers without a key", answers.measure().as_text())
    if "reload" in parts:
        _say("Reload, fast local embedder", reload.measure(spec=EmbedderSpec("use")).as_text())
    if "telegram" in parts:
        _say("Telegram, a fake assistant over HTTP", telegram.measure().as_text())
    if "web" in parts:
        _say("The page, real documents over HTTP", web.measure().as_text())
    if "servers" in parts:
        _say("Bots on servers, the seed report", servers.measure())
    if "cmrc" in parts:
        rows = retrieval.compare(given.cmrc, spec, given.cache)
        _say(f"Retrieval, CMRC 2018, {given.embedder}", retrieval.as_table(rows))
    if "ingest" in parts:
        _say("Ingest, CMRC 2018", ingest.measure(given.cmrc).as_text())
    if "peers" in parts:
        _say(f"Peers, CMRC 2018, {given.embedder}", compare(given.cmrc, spec, given.cache, given.peer or PEERS))
    if "news" in parts:
        _say(f"News corpus, {given.embedder}", news.measure(given.news, spec, given.articles, given.data).as_text())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--cmrc", type=Path, help="a CMRC 2018 file: passages and questions")
    parser.add_argument("--news", type=Path, help="a gzipped JSON lines file of articles: id, date, text")
    parser.add_argument("--articles", type=int, default=10**9, help="how many articles at most")
    parser.add_argument("--embedder", choices=("e5", "use", "both"), default="e5")
    parser.add_argument("--cache", type=Path, help="a file of embeddings to keep between runs")
    parser.add_argument("--data", type=Path, help="where the news corpus is loaded to, to resume it")
    parser.add_argument("--peer", action="append", choices=(*PEERS, *HEAVY), help="in place of all but the heavy ones")
    parts = ("answers", "reload", "telegram", "web", "servers", "cmrc", "ingest", "peers", "news")
    parser.add_argument("--only", action="append", choices=parts)
    return parser.parse_args()


def _say(title: str, text: str) -> None:
    sys.stdout.write(f"\n{title}\n{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nstopped; with --data the same command goes on where this one was")
