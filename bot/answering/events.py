"""What happens on the way of a question, told to whoever watches the chain (LangChain's callbacks); else to nobody."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Literal

from langchain_core.callbacks import dispatch_custom_event

from bot.answering.checks.verify import Failure

Event = Literal["failed_check", "model_spent", "model_failed"]


def tell(event: Event, **data: object) -> None:
    """Numbers and words of ours alone: no text of a person, a document or a model."""
    try:
        dispatch_custom_event(event, data)
    except RuntimeError:  # not inside a chain
        return


def tell_failures(log: logging.Logger, level: int, what: str, failures: Sequence[Failure]) -> None:
    """A draft failed its checks: a line in the log, with what failed only where texts are asked for, and a count."""
    rules = sorted({failure.rule for failure in failures})
    details = "; ".join(f"{failure.rule}: {failure.detail}" for failure in failures)
    log.log(level, what, extra={"fields": {"rules": ",".join(rules)}, "texts": {"failures": details}})
    for rule in rules:
        tell("failed_check", rule=rule)
