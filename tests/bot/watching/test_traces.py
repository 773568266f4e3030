"""Traces, sent to a real collector on 127.0.0.1: a question's steps lie inside it, and no text is in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as services

from bot.answering.answer import Question
from bot.app import open_assistant, open_watching
from bot.request_id import request
from bot.settings import Settings
from tests.retrieval.making import documents, library_with


class Collector(services.TraceServiceServicer):
    def __init__(self) -> None:
        self.requests: list[Any] = []

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 the protocol's name
        self.requests.append(request)
        return messages.ExportTraceServiceResponse()

    @property
    def spans(self) -> list[Any]:
        return [s for r in self.requests for rs in r.resource_spans for ss in rs.scope_spans for s in ss.spans]


@pytest.fixture
def collector() -> Iterator[tuple[Collector, str]]:
    server, collector = grpc.server(ThreadPoolExecutor(1)), Collector()
    services.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield collector, f"http://127.0.0.1:{port}"
    server.stop(None)


async def test_a_question_and_its_steps(collector: tuple[Collector, str], tmp_path: Path) -> None:
    collected, endpoint = collector
    library = library_with(tmp_path, documents())
    settings = replace(Settings(), data_dir=tmp_path, otel_exporter_otlp_endpoint=endpoint)
    watching = open_watching(settings, library)
    assistant = watching.watch(open_assistant(settings, library, listeners=watching.handlers()), "web")
    with request("req-1"):
        await assistant.ask(Question("规模工业产值是多少?"))
    assert watching.traces
    watching.traces.close()
    spans = {span.name: span for span in collected.spans}
    assert {"question", "understand", "search", "write", "verify", "phrase"} <= set(spans)
    attributes = {a.key: a.value.string_value for a in spans["question"].attributes}
    assert attributes["hewen.request"] == "req-1"
    assert attributes["hewen.status"] == "answered"
    by_id = {span.span_id: span for span in collected.spans}
    above = spans["search"]
    while above.name != "question":
        above = by_id[above.parent_span_id]
    assert "规模".encode() not in b"".join(r.SerializeToString() for r in collected.requests)


def test_without_an_endpoint_nothing_of_it_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.app import open_watching; from bot.settings import Settings; "
        "from retrieval.editions.library import Library; from pathlib import Path; "
        f"w = open_watching(Settings(), Library(Path({str(tmp_path)!r}))); "
        "assert w.traces is None; assert 'opentelemetry.sdk.trace' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
