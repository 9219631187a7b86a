"""Trains the encoder with TensorFlow; no other file of the project imports it.

Decides the network, the loss and the file format. The encoder reads 136 distances, each with a flag that it
is unknown, and gives a latent vector. A decoder has to reconstruct from it the same posture on the average
body, complete and without errors. In addition two views of one posture (on other bodies, from other cameras,
with other errors) have to be more alike than views of different postures: InfoNCE (van den Oord and others,
2018) over cosines, which is how scoring compares latents.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tqdm import trange

from models.autoencoder.moments import Moments
from models.deterministic import deterministic
from scoring.autoencoder.pairs import PAIR_COUNT
from scoring.autoencoder.scorer import Encode

# sizes of the hidden layer and of the latent vector
HIDDEN: Final = 64
LATENT: Final = 24
BATCH: Final = 256
EPOCHS: Final = 12
LEARNING_RATE: Final = 2e-3
# InfoNCE: its temperature, and its weight relative to the reconstruction error
TEMPERATURE: Final = 0.1
PULL: Final = 0.1

Array = NDArray[np.float32]
# a function compiled by tf.function; TensorFlow ships no types
Function = Any


@dataclass(frozen=True, slots=True)
class Trained:
    """graph: a TFLite file from (1, 136) float32 in torso lengths, NaN where unknown, to (1, LATENT) of mean
    0; encode: the same as a function, for any number of rows; reconstruction: the mean square error of the
    last epoch, in squared standard deviations of the input.
    """

    graph: bytes
    encode: Encode
    reconstruction: float


def train(learn_from: Moments, seed: int, epochs: int = EPOCHS, pull: float = PULL) -> Trained:
    """Train on one thread; deterministic on one machine. pull: the weight of InfoNCE.

    Raises ValueError with less than BATCH postures.
    """
    deterministic(seed)
    seen = np.concatenate([learn_from.one, learn_from.other])
    mean, spread = np.nanmean(seen, axis=0), np.nanstd(seen, axis=0)
    one, other = (_read(view, mean, spread) for view in (learn_from.one, learn_from.other))
    wanted = ((learn_from.clean - mean) / spread).astype(np.float32)
    known = np.isfinite(wanted)
    encoder, decoder = _layers(2 * PAIR_COUNT, LATENT), _layers(LATENT, PAIR_COUNT)
    steps = len(one) // BATCH
    if steps == 0:
        raise ValueError(f"training needs at least {BATCH} moments, not {len(one)}")
    step = _step(encoder, decoder, epochs * steps, pull)
    random = np.random.default_rng(seed)
    error = float("nan")
    for _ in trange(epochs, desc="training", unit="epoch"):
        order = random.permutation(len(one))[: steps * BATCH].reshape(steps, BATCH)
        errors = [step(one[rows], other[rows], np.nan_to_num(wanted[rows]), known[rows]) for rows in order]
        error = float(np.mean(errors))
    centre = encoder(np.concatenate([one, other])).numpy().mean(axis=0)
    encode = _whole(encoder, mean, spread, centre)
    return Trained(_graph(encode), lambda pairs: encode(tf.constant(pairs)).numpy(), error)


def _read(view: Array, mean: Array, spread: Array) -> Array:
    """The encoder's input (N, 272) from distances (N, 136): standardised, 0 for NaN; then the flags."""
    lost = np.isnan(view)
    return np.concatenate([np.where(lost, 0, (view - mean) / spread), lost], axis=1).astype(np.float32)


def _layers(size: int, result: int) -> tf.keras.Model:
    dense = tf.keras.layers.Dense
    return tf.keras.Sequential([tf.keras.Input((size,)), dense(HIDDEN, "relu"), dense(result)])


def _step(encoder: tf.keras.Model, decoder: tf.keras.Model, steps: int, pull: float) -> Function:
    """The function that makes one step of Adam and returns the reconstruction error."""
    adam = tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps))
    weights = encoder.trainable_variables + decoder.trainable_variables
    # cosines are taken about the mean of all latents, of which this is a running estimate
    centre = tf.Variable(tf.zeros(LATENT), trainable=False)

    @tf.function
    def step(one: tf.Tensor, other: tf.Tensor, wanted: tf.Tensor, known: tf.Tensor) -> tf.Tensor:
        share = tf.tile(tf.cast(known, tf.float32), (2, 1))
        with tf.GradientTape() as tape:
            latents = encoder(tf.concat([one, other], 0))
            off = decoder(latents) - tf.tile(wanted, (2, 1))
            error = tf.reduce_sum(share * off**2) / tf.reduce_sum(share)
            centre.assign(0.99 * centre + 0.01 * tf.reduce_mean(latents, 0))
            ways = tf.math.l2_normalize(latents - tf.stop_gradient(centre), 1)
            loss = error + pull * _info_nce(*tf.split(ways, 2))
        adam.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return error

    return step


def _info_nce(one: tf.Tensor, other: tf.Tensor) -> tf.Tensor:
    """The InfoNCE loss of two views (N, L) of unit vectors, whose rows correspond."""
    alike = tf.matmul(one, other, transpose_b=True) / TEMPERATURE
    twin = tf.range(tf.shape(one)[0])
    both = [
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=twin, logits=table)
        for table in (alike, tf.transpose(alike))
    ]
    return tf.reduce_mean(tf.stack(both))


def _whole(encoder: tf.keras.Model, mean: Array, spread: Array, centre: Array) -> Function:
    """The encoder including the standardisation of its input and the centring of its output."""
    (first, first_bias), (second, second_bias) = (
        (layer.kernel.numpy(), layer.bias.numpy()) for layer in encoder.layers
    )

    @tf.function
    def encode(pairs: tf.Tensor) -> tf.Tensor:
        lost = tf.math.is_nan(pairs)
        values = tf.where(lost, tf.zeros_like(pairs), (pairs - mean) * (1 / spread))
        hidden = tf.nn.relu(tf.concat([values, tf.cast(lost, tf.float32)], 1) @ first + first_bias)
        return hidden @ second + (second_bias - centre)

    return encode


def _graph(encode: Function) -> bytes:
    """The TFLite file of `encode`, for one row."""
    rows = tf.TensorSpec((1, PAIR_COUNT), tf.float32)
    converter = tf.lite.TFLiteConverter.from_concrete_functions([encode.get_concrete_function(rows)], encode)
    return converter.convert()
