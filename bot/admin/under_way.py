"""How far a build is, told in a line. ``texts``: ``prompts/commands.toml``."""

from __future__ import annotations

from bot.texts import Texts
from retrieval.editions.ingest import BuildProgress


def counted(progress: BuildProgress, texts: Texts) -> str:
    """Documents, passages and, where it is known, how long it takes still."""
    counts = {name: getattr(progress, name) for name in ("documents", "of_documents", "chunks", "of_chunks")}
    told = texts.say("build.counted", **counts)
    if progress.per_second is None or progress.seconds_left is None:
        return told
    return told + texts.say("build.speed", speed=f"{progress.per_second:.1f}", left=f"{progress.seconds_left:.0f}")


def as_text(progress: BuildProgress, texts: Texts) -> str:
    """The same after the name of the stage."""
    return f"{texts.say(f'build.{progress.stage}')} {counted(progress, texts)}"
