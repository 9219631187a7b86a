"""Trains the published LSTM on landmarks.

Twelve layers: five recurrent ones, wide and narrow in turn, a dropout after each of the first four, and three
dense ones; Adam at 1e-4, batches of 20. The published work compares slices of 70, 100, 120 and 150 frames.
"""

from typing import Final

import tensorflow as tf

from models.recogniser.seeds.network import Fitting, Model
from scoring.recognition.body_frame import POINT_COUNT

UNITS: Final = (256, 16, 128, 16, 32)
DENSE: Final = (64, 32)
DROPOUT: Final = 0.1
LEARNING_RATE: Final = 1e-4
BATCH: Final = 20
# frames at 20 a second: 3.5 to 7.5 s; the first is trained for the box
LENGTHS: Final = (70, 100, 120, 150)
LENGTH: Final = 70
# All recurrent layers step through time in one loop (an RNN of stacked cells), which takes a third of the
# time of a loop for each. Slices to learn from are few, so that training ends in minutes.
SLICES_MAX: Final = 3200
SETS_MAX: Final = 300
EPOCHS: Final = 5


def fitting(names: tuple[str, ...], sets: int, length: int = LENGTH) -> Fitting:
    """How the network for these names learns."""
    sets = max(1, min(sets, SETS_MAX, SLICES_MAX // len(names)))
    return Fitting(length=length, sets=sets, epochs=EPOCHS, batch=BATCH)


def made(length: int, names: int, steps: int, dropout: float = DROPOUT) -> Model:
    """The untrained network; steps do not matter to it."""
    del steps
    layers = tf.keras.layers
    # a dropout after a layer is one of the next layer's input
    cells = [layers.LSTMCell(units, dropout=dropout if number else 0.0) for number, units in enumerate(UNITS)]
    model = tf.keras.Sequential([
        tf.keras.Input((length, POINT_COUNT, 3)),
        layers.Reshape((length, 3 * POINT_COUNT)),
        layers.RNN(cells),
        *(layers.Dense(units, "relu") for units in DENSE),
        layers.Dense(names, "softmax"),
    ])  # fmt: skip
    model.compile(
        tf.keras.optimizers.Adam(LEARNING_RATE), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model
