"""Trains a small spatial-temporal graph network (ST-GCN; Yan, Xiong and Lin, 2018), which the published work
names as its outlook.

A block mixes the points of a frame along the skeleton, with weights that are learnt for each bone and each of
three ways (to the point itself, to the hips, away from them), then each point's own frames.
"""

from typing import Final

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from models.recogniser.seeds.network import Fitting, Model
from scoring.body.joints import BONES, CENTRES, Joint
from scoring.recognition.body_frame import LEFT_HEEL, LEFT_TOE, POINT_COUNT, RIGHT_HEEL, RIGHT_TOE

# three seconds, of which every other frame is looked at
LENGTH: Final = 60
EVERY: Final = 2
# channels of a block, and by which step it goes through time
BLOCKS: Final = ((16, 1), (32, 2), (48, 1), (64, 2))
# frames that a block sees at once
KERNEL: Final = 9
DROPOUT: Final = 0.2
LEARNING_RATE: Final = 3e-3
BATCH: Final = 64
EPOCHS: Final = 6
# an epoch sees about a hundred batches, too few for Keras's own 0.99
MOMENTUM: Final = 0.9
# as for `lstm`
SLICES_MAX: Final = 3200
SETS_MAX: Final = 200
# The paper's skeleton hangs together; the drawn lines leave the two centres without the limbs.
TRUNK: Final = tuple((centre, side) for centre, *sides in CENTRES for side in sides)
FEET: Final = (
    (Joint.LEFT_ANKLE, LEFT_HEEL), (Joint.RIGHT_ANKLE, RIGHT_HEEL),
    (LEFT_HEEL, LEFT_TOE), (RIGHT_HEEL, RIGHT_TOE),
)  # fmt: skip
WAYS: Final = 3


def fitting(names: tuple[str, ...], sets: int) -> Fitting:
    """How the network for these names learns."""
    sets = max(1, min(sets, SETS_MAX, SLICES_MAX // len(names)))
    return Fitting(length=LENGTH, sets=sets, epochs=EPOCHS, batch=BATCH)


def adjacency() -> NDArray[np.float32]:
    """(3, 19, 19): what point w (last) takes of point v: from one as far from the hips, nearer, further.

    Together they are the mean of a point and its neighbours.
    """
    joined = np.eye(POINT_COUNT)
    for one, other in (*BONES, *TRUNK, *FEET):
        joined[one, other] = joined[other, one] = 1
    steps = np.full(POINT_COUNT, POINT_COUNT)
    steps[Joint.HIP_CENTRE] = 0
    for _ in range(POINT_COUNT):
        steps = np.minimum(steps, np.where(joined > 0, steps[:, None] + 1, POINT_COUNT).min(axis=0))
    apart = steps[:, None] - steps
    share = joined / joined.sum(axis=0)
    return np.stack([share * (np.sign(apart) == way) for way in (0, -1, 1)]).astype(np.float32)


class AlongBones(tf.keras.layers.Layer):  # type: ignore[misc]  # TensorFlow ships no types
    """Mixes points: (N, T, V, 3 C) to (N, T, V, C)."""

    def build(self, _shape: tuple[int, ...]) -> None:
        """Make the weights of the bones."""
        self.bones = self.add_weight(shape=(WAYS, POINT_COUNT, POINT_COUNT), initializer="ones", name="bones")

    def call(self, rows: tf.Tensor) -> tf.Tensor:
        """Mix."""
        frames, channels = rows.shape[1], rows.shape[3] // WAYS
        ways = tf.reshape(rows, (-1, frames, POINT_COUNT, WAYS, channels))
        return tf.einsum("ntvkc,kvw->ntwc", ways, self.bones * adjacency())


def made(length: int, names: int, steps: int, dropout: float = DROPOUT) -> Model:
    """The untrained network."""
    layers = tf.keras.layers
    slices = tf.keras.Input((length, POINT_COUNT, 3))
    rows = layers.BatchNormalization(momentum=MOMENTUM)(slices[:, ::EVERY])
    for channels, step in BLOCKS:
        rows = _block(rows, channels, step, dropout)
    shares = layers.Dense(names, "softmax")(layers.GlobalAveragePooling2D()(rows))
    model = tf.keras.Model(slices, shares)
    rate = tf.keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps)
    model.compile(tf.keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _block(rows: tf.Tensor, channels: int, step: int, dropout: float) -> tf.Tensor:
    layers = tf.keras.layers
    mixed = AlongBones()(layers.Dense(WAYS * channels)(rows))
    mixed = layers.ReLU()(layers.BatchNormalization(momentum=MOMENTUM)(mixed))
    mixed = layers.Conv2D(channels, (KERNEL, 1), strides=(step, 1), padding="same")(mixed)
    mixed = layers.Dropout(dropout)(layers.BatchNormalization(momentum=MOMENTUM)(mixed))
    past = layers.Conv2D(channels, 1, strides=(step, 1))(rows)
    return layers.ReLU()(mixed + layers.BatchNormalization(momentum=MOMENTUM)(past))
