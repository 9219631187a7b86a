"""The network of the small LiFT, in TensorFlow: a transformer over patches of the motion image.

A patch is a chain of the body during 16 columns (64 x 16). Three question tokens stand ahead; those that are
not asked are hidden from the others. Words are read from the first, the rhythm of 16 columns from the five
patches that show them.
"""

from typing import Any, Final

import tensorflow as tf

from scoring.recognition.lift import COLUMNS, Question
from scoring.recognition.motion_image import CHAIN_POINTS, CHAINS

WIDTH: Final = 128
HEADS: Final = 4
BLOCKS: Final = 5
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
    """From a picture with its questions to the logits of words, the rhythm, and the embedding."""

    def __init__(self, words: int) -> None:
        """Make the layers for so many words."""
        super().__init__()
        self.patch = _dense(WIDTH)
        shapes = {"chain": (1, 1, len(CHAINS), WIDTH), "time": (1, COLUMNS // PATCH_COLUMNS, 1, WIDTH)}
        near_zero = tf.keras.initializers.TruncatedNormal(stddev=0.02, seed=1)
        self.chain = self.add_weight(shape=shapes["chain"], initializer=near_zero, name="chain")
        self.time = self.add_weight(shape=shapes["time"], initializer=near_zero, name="time")
        self.questions = self.add_weight(
            shape=(1, len(Question), WIDTH), initializer=near_zero, name="questions"
        )
        self.blocks = [Block() for _ in range(BLOCKS)]
        self.last = tf.keras.layers.LayerNormalization(epsilon=1e-5)
        self.words, self.rhythm = _dense(words), _dense(PATCH_COLUMNS * 3)

    def call(self, pictures: Any, training: bool = False) -> tuple[Any, Any, Any]:
        """Pictures (B, 320, 1 + C, 3), C a multiple of 16: logits (B, W), rhythm (B, C, 3), (B, WIDTH)."""
        asked, columns = pictures[:, 0, 0], _size(pictures, 2) - 1
        steps = columns // PATCH_COLUMNS
        parts = tf.reshape(pictures[:, :, 1:], (-1, len(CHAINS), CHAIN_POINTS, steps, PATCH_COLUMNS * 3))
        parts = tf.transpose(parts, (0, 3, 1, 2, 4))
        parts = tf.reshape(parts, (-1, steps, len(CHAINS), CHAIN_POINTS * PATCH_COLUMNS * 3))
        there = tf.reduce_max(tf.abs(parts), axis=(2, 3))
        there = tf.cast(there > 0, tf.float32)
        tokens = self.patch(parts) + self.chain + self.time[:, :steps]
        tokens = tf.reshape(tokens, (-1, steps * len(CHAINS), WIDTH))
        ahead = self.questions * tf.ones_like(asked)[:, :, None]
        read = tf.concat([asked, tf.repeat(there, len(CHAINS), axis=1)], axis=1)
        hidden = UNREAD * (1 - read)[:, None, None]
        tokens = tf.concat([ahead, tokens], axis=1)
        for block in self.blocks:
            tokens = block(tokens, hidden, training=training)
        tokens = self.last(tokens)
        shown = tf.reshape(tokens[:, len(Question) :], (-1, steps, len(CHAINS), WIDTH))
        rhythm = tf.reshape(self.rhythm(tf.reduce_mean(shown, axis=2)), (-1, columns, 3))
        density = USUAL_DENSITY * tf.exp(tf.clip_by_value(rhythm[:, :, 2:], -6.0, 3.0))
        rhythm = tf.concat([rhythm[:, :, :2], density], axis=2)
        rhythm *= tf.cast(tf.reduce_max(tf.abs(pictures[:, :, 1:]), axis=(1, 3)) > 0, tf.float32)[:, :, None]
        return self.words(tokens[:, 0]), rhythm, tokens[:, 0]
