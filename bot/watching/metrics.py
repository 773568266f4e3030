"""Numbers for Prometheus. They hold no text: labels are statuses, channels, steps and rules, words of ours alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from retrieval.editions.library import Library, NoEditionError

_ANSWER_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)
_STEP_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
_PRICED = 1_000_000  # tokens that a price is for


class Metrics:
    """One set for the process. ``prices``: of a million tokens read and written by the model, in any currency."""

    def __init__(self, library: Library, prices: tuple[float, float] = (0.0, 0.0)) -> None:
        self._registry, self._prices = CollectorRegistry(), prices
        self._questions = self._counter("questions", "Questions by how they ended", "status", "channel")
        self._failed = self._counter("failed_checks", "Drafts that a check refused", "rule")
        self._tokens = self._counter("model_tokens", "Tokens of the language model", "kind")
        self._cost = self._counter("model_cost", "What the tokens cost, in the currency of the prices")
        self._model_failures = self._counter("model_failures", "Calls of the language model that failed", "reason")
        self._seconds = self._histogram("answer_seconds", "Time to an answer", "channel", _ANSWER_SECONDS)
        self._steps = self._histogram("step_seconds", "Time of each step of an answer", "step", _STEP_SECONDS)
        self._registry.register(_EditionAge(library))
        ProcessCollector(registry=self._registry)

    def question(self, channel: str, status: str, seconds: float) -> None:
        self._questions.labels(status, channel).inc()
        self._seconds.labels(channel).observe(seconds)

    def step(self, name: str, seconds: float) -> None:
        self._steps.labels(name).observe(seconds)

    def failed_check(self, rule: str) -> None:
        self._failed.labels(rule).inc()

    def model_spent(self, read: int, written: int) -> None:
        self._tokens.labels("read").inc(read)
        self._tokens.labels("written").inc(written)
        self._cost.inc((read * self._prices[0] + written * self._prices[1]) / _PRICED)

    def model_failed(self, reason: str) -> None:
        self._model_failures.labels(reason).inc()

    def render(self) -> bytes:
        """All of them as Prometheus reads them."""
        return generate_latest(self._registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"hewen_{name}", told, labels, registry=self._registry)

    def _histogram(self, name: str, told: str, label: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"hewen_{name}", told, (label,), buckets=buckets, registry=self._registry)


class _EditionAge(Collector):
    """Read when it is asked for, so that it is right between questions too."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def describe(self) -> Iterator[Metric]:
        """Nothing is read while it registers."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        try:
            built = datetime.fromisoformat(self._library.current().manifest.built_at).timestamp()
        except NoEditionError:
            return
        age = max(0.0, time.time() - built)
        yield GaugeMetricFamily("hewen_edition_age_seconds", "Since the edition that answers was built", age)
