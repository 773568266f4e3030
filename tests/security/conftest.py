"""An office with a public report, a notice and an internal paper, to be attacked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.editions.library import Library
from tests.retrieval.making import library_with
from tests.security.obeying import ObeyingModel, obeying_model
from tests.website.site import documents


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.mktemp("attacked"), documents())


@pytest.fixture(scope="session")
def bad_model() -> Iterator[tuple[ObeyingModel, str]]:
    with obeying_model() as served:
        yield served
