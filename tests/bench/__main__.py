"""`python -m tests.bench`: speed and memory of the whole, and of retrieval where a CMRC 2018 file is given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from retrieval.embeddings import EmbedderSpec
from tests.bench import retrieval


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--cmrc", type=Path, help="a CMRC 2018 file: passages and questions")
    parser.add_argument("--embedder", choices=("e5", "use", "both"), default="e5")
    parser.add_argument("--cache", type=Path, help="a file of embeddings to keep between runs")
    given = parser.parse_args()
    if given.cmrc:
        rows = retrieval.compare(given.cmrc, EmbedderSpec(given.embedder), given.cache)
        sys.stdout.write(f"Retrieval, CMRC 2018, {given.embedder}\n{retrieval.as_table(rows)}\n")


if __name__ == "__main__":
    main()
