"""A softmax regression over a message's features: how likely each intent is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from nlu.learned.features import features
from nlu.tokens import Token

#: Who writes: suppliers replies, consumers messages.
Kind = Literal["replies", "messages"]
WEIGHTS: Final = Path(__file__).parent / "weights"

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """`weights`: a row for each feature, a column for each label, in steps of `step`; `bias`: one for each label."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: npt.NDArray[np.int8]
    step: float
    bias: Vector

    def likely(self, tokens: Sequence[Token]) -> tuple[str, float]:
        """The likeliest label of a message, and its probability. Words never seen in training make it less sure."""
        known = [(self.rows[name], weight) for name, weight in features(tokens).items() if name in self.rows]
        scores = self.bias.copy()
        if known:
            rows, shares = zip(*known, strict=True)
            scores += np.asarray(shares, np.float32) @ (self.weights[list(rows)] * np.float32(self.step))
        best = int(scores.argmax())
        return self.labels[best], float(1 / np.exp(scores - scores[best]).sum())

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path,
            labels=np.frombuffer("\n".join(self.labels).encode(), np.uint8),
            features=np.frombuffer("\n".join(self.rows).encode(), np.uint8),
            weights=self.weights,
            step=np.float32(self.step),
            bias=self.bias,
        )


def stored(kind: Kind) -> Model:
    """The committed model; `make train-intents` makes it anew from `nlu/training`."""
    with np.load(WEIGHTS / f"{kind}.npz", allow_pickle=False) as file:
        labels, names = (file[name].tobytes().decode().split("\n") for name in ("labels", "features"))
        rows = {name: row for row, name in enumerate(names)}
        return Model(tuple(labels), rows, file["weights"], float(file["step"]), file["bias"])
