"""The network of the small LiFT, in TensorFlow: a transformer over patches of the motion image.

A patch is a chain of the body during 16 columns (64 x 16). Three question tokens stand ahead; those that are
not asked are hidden from the others. Words are read from the first, the rhythm of 16 columns from the five
patches that show them.
"""

from typing import Any, Final

import tensorflow as tf

from scoring.recognition.lift import COLUMNS, Question
from scoring.recognition.motion_image import ALONG_CHAINS, CHAIN_POINTS, CHAINS, POINT_COUNT

WIDTH: Final = 128
HEADS: Final = 4
BLOCKS: Final = 4
HIDDEN: Final = 4 * WIDTH
PATCH_COLUMNS: Final = 16
DROPOUT: Final = 0.1
# what is subtracted from the logit of a token that must not be read
UNREAD: Final = 1e9
# the density that a network of zeros gives, repetitions a column: one in 2.5 s
USUAL_DENSITY: Final = 0.03

_dense = tf.keras.layers.Dense


class Block(tf.keras.layers.Layer):  # type: ignore[misc]
    """Attention and a layer of its own for each token, each on a normalised copy that is added."""

    def __init__(self) -> None:
        """Make the layers."""
        super().__init__()
        self.first, self.second = (tf.keras.layers.LayerNormalization(epsilon=1e-5) for _ in range(2))
        self.ask, self.key, self.value, self.joined = (_dense(WIDTH) for _ in range(4))
        self.wide, self.narrow = _dense(HIDDEN, "relu"), _dense(WIDTH)
        self.drop = tf.keras.layers.Dropout(DROPOUT)

    def call(self, tokens: Any, hidden: Any, training: bool = False) -> Any:
        """Tokens (B, N, WIDTH); hidden (B, 1, 1, N): UNREAD for those that must not be read."""
        seen = self.first(tokens)
        ask, key, value = (_by_head(layer(seen)) for layer in (self.ask, self.key, self.value))
        share = tf.nn.softmax(tf.matmul(ask, key, transpose_b=True) * (WIDTH / HEADS) ** -0.5 - hidden)
        read = tf.transpose(tf.matmul(share, value), (0, 2, 1, 3))
        read = tf.reshape(read, (-1, _size(tokens, 1), WIDTH))
        tokens += self.drop(self.joined(read), training=training)
        return tokens + self.drop(self.narrow(self.wide(self.second(tokens))), training=training)


def _by_head(values: Any) -> Any:
    """(B, N, WIDTH) as (B, HEADS, N, WIDTH / HEADS)."""
    parted = tf.reshape(values, (-1, _size(values, 1), HEADS, WIDTH // HEADS))
    return tf.transpose(parted, (0, 2, 1, 3))


def _size(values: Any, axis: int) -> Any:
    """The length along an axis: a number where it is known before the graph runs."""
    known = values.shape[axis]
    return tf.shape(values)[axis] if known is None else known


class Network(tf.keras.Model):  # type: ignore[misc]
    """From a motion image with its questions to the logits of words, the rhythm, and the embedding.

    It may also be given the joints of which the image is made: the picture's rows are sums of joints, so its
    weights can be summed instead.
    """

    def __init__(self, words: int, blocks: int = BLOCKS) -> None:
        """Make the layers for so many words."""
        super().__init__()
        near_zero = tf.keras.initializers.TruncatedNormal(stddev=0.02, seed=1)
        steps = COLUMNS // PATCH_COLUMNS
        self.patch = self.add_weight(
            shape=(CHAIN_POINTS, PATCH_COLUMNS * 3, WIDTH), initializer=near_zero, name="patch"
        )
        self.chain = self.add_weight(shape=(len(CHAINS), WIDTH), initializer=near_zero, name="chain")
        self.time = self.add_weight(shape=(steps, 1, WIDTH), initializer=near_zero, name="time")
        self.questions = self.add_weight(
            shape=(len(Question), WIDTH), initializer=near_zero, name="questions"
        )
        self.blocks = [Block() for _ in range(blocks)]
        self.last = tf.keras.layers.LayerNormalization(epsilon=1e-5)
        self.words, self.rhythm = _dense(words), _dense(PATCH_COLUMNS * 3)

    def call(self, joints: Any, asked: Any, training: bool = False) -> tuple[Any, Any, Any]:
        """Joints (B, C, 17, 3), C a multiple of 16, questions (B, 3): (B, W), (B, C, 3), (B, WIDTH)."""
        steps = _size(joints, 1) // PATCH_COLUMNS
        parts = tf.reshape(joints, (-1, steps, PATCH_COLUMNS, POINT_COUNT, 3))
        parts = tf.reshape(tf.transpose(parts, (0, 1, 3, 2, 4)), (-1, steps, POINT_COUNT * PATCH_COLUMNS * 3))
        rows = tf.reshape(tf.constant(ALONG_CHAINS), (len(CHAINS), CHAIN_POINTS, POINT_COUNT))
        weights = tf.reshape(tf.einsum("nrp,rsd->psnd", rows, self.patch), (-1, len(CHAINS) * WIDTH))
        tokens = tf.reshape(parts @ weights, (-1, steps, len(CHAINS), WIDTH))
        seen = tf.reduce_max(tf.abs(joints), axis=(2, 3)) > 0
        return self._read(tokens, asked, tf.cast(seen, tf.float32), training=training)

    def of_pictures(self, pictures: Any) -> tuple[Any, Any, Any]:
        """The same of pictures with their questions ahead, (B, 320, 1 + C, 3)."""
        steps = (_size(pictures, 2) - 1) // PATCH_COLUMNS
        film = pictures[:, :, 1:]
        parts = tf.reshape(film, (-1, len(CHAINS), CHAIN_POINTS, steps, PATCH_COLUMNS * 3))
        parts = tf.reshape(
            tf.transpose(parts, (0, 3, 1, 2, 4)), (-1, steps, len(CHAINS), CHAIN_POINTS * PATCH_COLUMNS * 3)
        )
        tokens = parts @ tf.reshape(self.patch, (-1, WIDTH))
        seen = tf.reduce_max(tf.abs(film), axis=(1, 3)) > 0
        return self._read(tokens, pictures[:, 0, 0], tf.cast(seen, tf.float32), training=False)

    def _read(self, tokens: Any, asked: Any, seen: Any, *, training: bool) -> tuple[Any, Any, Any]:
        """The answer to tokens (B, steps, 5, WIDTH), with seen (B, C), whether a column shows anybody."""
        steps, columns = _size(tokens, 1), _size(seen, 1)
        tokens = tf.reshape(tokens + self.chain + self.time[:steps], (-1, steps * len(CHAINS), WIDTH))
        there = tf.reduce_max(tf.reshape(seen, (-1, steps, PATCH_COLUMNS)), axis=2)
        read = tf.concat([asked, tf.repeat(there, len(CHAINS), axis=1)], axis=1)
        hidden = UNREAD * (1 - read)[:, None, None]
        tokens = tf.concat([self.questions * tf.ones_like(asked)[:, :, None], tokens], axis=1)
        for block in self.blocks:
            tokens = block(tokens, hidden, training=training)
        tokens = self.last(tokens)
        shown = tf.reshape(tokens[:, len(Question) :], (-1, steps, len(CHAINS), WIDTH))
        rhythm = tf.reshape(self.rhythm(tf.reduce_mean(shown, axis=2)), (-1, columns, 3))
        density = USUAL_DENSITY * tf.exp(tf.clip_by_value(rhythm[:, :, 2:], -6.0, 3.0))
        rhythm = tf.concat([rhythm[:, :, :2], density], axis=2) * seen[:, :, None]
        return self.words(tokens[:, 0]), rhythm, tokens[:, 0]
