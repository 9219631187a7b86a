"""Training the encoder, with TensorFlow: the one file of the project that imports it.

Decides the network, its loss and the file that comes out. What it learns from is decided by `moments`.

The encoder reads 136 distances with a flag for each that is not known, and gives a latent vector; a decoder
has to make of it the same moment on the average body, nothing lost and nothing off. Two views of one
moment (other bodies, other cameras, other faults) are to be more alike than views of two moments: that is
InfoNCE (van den Oord and others, 2018) over the cosines, the measure that scoring uses.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tqdm import trange

from models.autoencoder.moments import Moments
from scoring.autoencoder.pairs import PAIR_COUNT
from scoring.autoencoder.scorer import Encode

HIDDEN: Final = 64
LATENT: Final = 24
BATCH: Final = 256
EPOCHS: Final = 12
LEARNING_RATE: Final = 2e-3
# InfoNCE: how sharply views are told apart, and what it weighs against the reconstruction
TEMPERATURE: Final = 0.1
PULL: Final = 0.1

Array = NDArray[np.float32]
# a function compiled by tf.function; TensorFlow ships no types
Function = Any


@dataclass(frozen=True, slots=True)
class Trained:
    """graph: a TFLite file, (1, 136) float32 in torso lengths, NaN where not known, to (1, LATENT) about 0;
    encode: the same without the file, for any number of rows; reconstruction: the last epoch's mean square
    error, in standard deviations of the input.
    """

    graph: bytes
    encode: Encode
    reconstruction: float


def train(learn_from: Moments, seed: int, epochs: int = EPOCHS, pull: float = PULL) -> Trained:
    """Train on one thread, the same on every run of the same machine. pull: the weight of InfoNCE."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    tf.keras.utils.set_random_seed(seed)
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
    """Distances (N, 136) as what the encoder reads, (N, 272): standardised with 0 for NaN, then the flags."""
    lost = np.isnan(view)
    return np.concatenate([np.where(lost, 0, (view - mean) / spread), lost], axis=1).astype(np.float32)


def _layers(size: int, result: int) -> tf.keras.Model:
    dense = tf.keras.layers.Dense
    return tf.keras.Sequential([tf.keras.Input((size,)), dense(HIDDEN, "relu"), dense(result)])


def _step(encoder: tf.keras.Model, decoder: tf.keras.Model, steps: int, pull: float) -> Function:
    """One step of Adam; gives the reconstruction error."""
    adam = tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps))
    weights = encoder.trainable_variables + decoder.trainable_variables
    # cosines are taken about the middle of all latents, which is known only roughly while it moves
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
    """How badly each row of unit vectors (N, L) finds its twin among all rows of the other view."""
    alike = tf.matmul(one, other, transpose_b=True) / TEMPERATURE
    twin = tf.range(tf.shape(one)[0])
    both = [
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=twin, logits=table)
        for table in (alike, tf.transpose(alike))
    ]
    return tf.reduce_mean(tf.stack(both))


def _whole(encoder: tf.keras.Model, mean: Array, spread: Array, centre: Array) -> Function:
    """The encoder with the input's standardisation before it and the latents' centre behind it."""
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
