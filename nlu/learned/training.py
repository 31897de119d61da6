"""`python -m nlu.learned.training` (`make train-intents`): the weights anew from the sentences in `nlu/training`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nlu.learned.features import features
from nlu.learned.model import WEIGHTS, Kind, Model, Vector
from nlu.normalise import fold
from nlu.tokens import split

SENTENCES: Final = Path(__file__).parent.parent / "training"
KINDS: Final[tuple[Kind, ...]] = ("replies", "messages")

#: A feature that only one sentence has tells no more than that sentence.
_LEAST_SENTENCES = 2
_PENALTY = 1e-4
_ROUNDS = 100
_PACE = 0.3


@dataclass(frozen=True)
class Sentence:
    intent: str
    language: str
    text: str


def sentences(kind: Kind) -> list[Sentence]:
    """The sentences of a kind; raises ValueError with the line that is not "intent, tab, language, tab, text"."""
    path = SENTENCES / f"{kind}.tsv"
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise ValueError(f"{path.name}, line {number}: intent, tab, language, tab, text was expected")
        found.append(Sentence(*cells))
    return found


def trained(examples: Sequence[Sentence]) -> Model:
    """The model of some sentences. Nothing in it is drawn by chance: the same sentences give the same weights."""
    labels = sorted({example.intent for example in examples})
    seen = [features(split(fold(example.text))) for example in examples]
    counts = Counter(name for found in seen for name in found)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_SENTENCES)
    rows = {name: row for row, name in enumerate(names)}
    inputs = np.zeros((len(examples), len(names)), np.float32)
    for line, found in enumerate(seen):
        for name, weight in found.items():
            if name in rows:
                inputs[line, rows[name]] = weight
    wanted = np.eye(len(labels), dtype=np.float32)[[labels.index(example.intent) for example in examples]]
    weights, bias = _fitted(inputs, wanted)
    step = float(np.abs(weights).max()) / 127
    return Model(tuple(labels), rows, np.round(weights / step).astype(np.int8), step, bias)


def _fitted(inputs: Vector, wanted: Vector) -> tuple[Vector, Vector]:
    """Weights and biases of least cross-entropy under an L2 penalty, by Adam (Kingma and Ba 2015) on all sentences."""
    ones = np.ones((len(inputs), 1), np.float32)
    rows = np.hstack([inputs, ones])
    weights = np.zeros((rows.shape[1], wanted.shape[1]), np.float32)
    mean = np.zeros_like(weights)
    square = np.zeros_like(weights)
    penalty = np.full((rows.shape[1], 1), _PENALTY, np.float32)
    penalty[-1] = 0
    for count in range(1, _ROUNDS + 1):
        scores = rows @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = odds / odds.sum(axis=1, keepdims=True) - wanted
        slope = rows.T @ error / np.float32(len(rows)) + penalty * weights
        mean = np.float32(0.9) * mean + np.float32(0.1) * slope
        square = np.float32(0.99) * square + np.float32(0.01) * slope * slope
        pace = np.float32(_PACE * (1 - count / (_ROUNDS + 1)) / (1 - 0.9**count))
        weights -= pace * mean / (np.sqrt(square / np.float32(1 - 0.99**count)) + np.float32(1e-6))
    return weights[:-1], weights[-1]


def main() -> None:
    WEIGHTS.mkdir(exist_ok=True)
    for kind in KINDS:
        trained(sentences(kind)).save(WEIGHTS / f"{kind}.npz")


if __name__ == "__main__":
    main()
