"""The likeliest sequence of choices over time, where changing the choice has a price."""

import numpy as np
from numpy.typing import NDArray


def cheapest(evidence: NDArray[np.float64], change: float) -> NDArray[np.int64]:
    """(N,) the choices out of K with the most evidence (N, K), less `change` for each change (Viterbi)."""
    came_from = np.zeros(evidence.shape, np.int64)
    worth = np.zeros(evidence.shape[1])
    stay = np.arange(evidence.shape[1])
    for row, gain in enumerate(evidence):
        best = int(np.argmax(worth))
        came_from[row] = np.where(worth[best] - change > worth, best, stay)
        worth = np.maximum(worth, worth[best] - change) + gain
    choices = np.zeros(len(evidence), np.int64)
    choice = int(np.argmax(worth))
    for row in range(len(evidence) - 1, -1, -1):
        choices[row] = choice
        choice = int(came_from[row, choice])
    return choices
