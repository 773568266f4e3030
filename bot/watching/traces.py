"""OpenTelemetry traces, where an endpoint is set: a span for every question, inside it one for each step and call.

A span holds times, names and our own words; never a text of a person, a document or a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from bot.request_id import request_id

_SECONDS = 5  # that the endpoint may take; it never holds up an answer, at most the end of the program


class Traces(BaseCallbackHandler):
    """Sends spans to ``endpoint`` (gRPC, such as http://127.0.0.1:4317), in the background."""

    run_inline = True  # spans must lie in the context of what they measure

    def __init__(self, endpoint: str) -> None:
        self._provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "hewen"}))
        exporter = OTLPSpanExporter(endpoint, insecure=endpoint.startswith("http://"), timeout=_SECONDS)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("hewen")
        self._spans: dict[UUID, trace.Span] = {}

    @contextmanager
    def question(self, channel: str) -> Iterator[dict[str, str]]:
        """A span around a question; what is put into the dictionary becomes its attributes."""
        told = {"channel": channel, "request": request_id()}
        with self._tracer.start_as_current_span("question") as span:
            yield told
            span.set_attributes({f"hewen.{name}": value for name, value in told.items()})

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def on_chain_start(self, *_: Any, run_id: UUID, parent_run_id: UUID | None = None, **more: Any) -> None:
        self._start(str(more.get("name") or "step"), run_id, parent_run_id)

    def on_chat_model_start(self, *_: Any, run_id: UUID, parent_run_id: UUID | None = None, **__: Any) -> None:
        self._start("model", run_id, parent_run_id)

    def on_chain_end(self, *_: Any, run_id: UUID, **__: Any) -> None:
        self._end(run_id)

    def on_llm_end(self, *_: Any, run_id: UUID, **__: Any) -> None:
        self._end(run_id)

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def _start(self, name: str, run_id: UUID, parent: UUID | None) -> None:
        above = self._spans.get(parent) if parent else None
        context = trace.set_span_in_context(above) if above else None
        self._spans[run_id] = self._tracer.start_span(name, context)

    def _end(self, run_id: UUID, error: BaseException | None = None) -> None:
        span = self._spans.pop(run_id, None)
        if span is None:
            return
        if error is not None:  # its kind alone: a message may hold text
            span.set_status(trace.Status(trace.StatusCode.ERROR, type(error).__name__))
        span.end()
