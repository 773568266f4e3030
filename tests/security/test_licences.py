"""What is shipped with the bot carries no licence that would bind the office: no AGPL anywhere, no GPL but the lesser."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

from bot.paths import ROOT

_BINDING = re.compile(r"\bA?GPL|affero|(?<!lesser )(?<!library )general public licen[cs]e", re.IGNORECASE)
_LESSER = re.compile(
    r"LGPL|GNU (?:lesser|library) general public licen[cs]e(?: v\d.*?)?(?: \(LGPL\S*\))?", re.IGNORECASE
)


def project() -> dict[str, list[str]]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"": content["dependencies"], **content["optional-dependencies"]}


def shipped(lines: list[str]) -> dict[str, Distribution]:
    """The distributions that ``lines`` bring, and all that those bring."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        key = f"{wanted.name.lower()}{sorted(wanted.extras)}"
        if key in found:
            continue
        try:
            found[key] = dist = distribution(wanted.name)
        except PackageNotFoundError:
            continue  # of an extra that is not installed here
        waiting += _needed(dist, wanted)
    return found


def _needed(dist: Distribution, wanted: Requirement) -> Iterator[Requirement]:
    for line in dist.requires or ():
        needed = Requirement(line)
        extras = [*wanted.extras, ""]
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            yield needed


def licence(dist: Distribution) -> str:
    """What the package says of itself, but for whole licence texts."""
    meta = dist.metadata
    said = [*(meta.get_all("License-Expression") or []), *(meta.get_all("License") or [])]
    said += [line for line in meta.get_all("Classifier") or [] if line.startswith("License")]
    return "; ".join(line.splitlines()[0] for line in said if line)


def test_nothing_that_is_shipped_is_binding() -> None:
    parts = project()
    found = shipped([*parts[""], *parts["ocr"], *parts["postgres"]])
    assert len(found) > 80
    told = {name: licence(dist) for name, dist in found.items()}
    assert not {name: said for name, said in told.items() if _BINDING.search(_LESSER.sub("", said))}
    assert not sorted(name for name, said in told.items() if not said), "they tell no licence: look them up"


def test_the_words_are_told_apart() -> None:
    for said in (
        "AGPL-3.0-or-later",
        "GNU Affero General Public License v3",
        "GPL-3.0-only",
        "GNU General Public License",
    ):
        assert _BINDING.search(_LESSER.sub("", said)), said
    for said in ("LGPL-3.0-only", "GNU Lesser General Public License v3 (LGPLv3)", "MIT", "Apache-2.0"):
        assert not _BINDING.search(_LESSER.sub("", said)), said
