"""Trains the small LiFT with TensorFlow, and writes it for the box: half precision, one picture at a time."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2
from tqdm import trange

from models.deterministic import deterministic
from models.recogniser.lift.network import BLOCKS, PATCH_COLUMNS, Network
from models.recogniser.lift.sets import Sets
from scoring.recognition.lift import COLUMNS, Question
from scoring.recognition.motion_image import POINT_COUNT, ROWS

BATCH: Final = 32
LEARNING_RATE: Final = 1e-3
WARM_UP: Final = 0.05
DECAY: Final = 0.02
# sets in a batch are about equally long, and are cut to a multiple of these columns
BUCKET: Final = 2 * PATCH_COLUMNS
# the share of sets that are asked everything; the others are asked one thing
ASKED_ALL: Final = 0.4
# how far a set is turned and stretched anew each time it is shown: standard deviations, radians and a share
TURN: Final = 0.25
STRETCH: Final = 0.06
# Weights of the parts of the loss beside the words': with an eighth of this nothing was learned of the phase,
# and nothing of the density from its error instead of its logarithm's.
PHASE: Final = 4.0
DENSITY: Final = 2.0
TOTAL: Final = 0.2
# repetitions a column below which densities are alike: one in 26 s
SLOW: Final = 0.003

Array = NDArray[np.float32]


def train(
    learn_from: Sets, weights: Array, seed: int, epochs: int, blocks: int = BLOCKS
) -> tuple[Network, float]:
    """The trained network and the mean loss of its last epoch; weights (W,): those of the words; blocks: how
    deep the network is. The same each time on one machine.

    Raises ValueError with less than a batch of sets.
    """
    if len(learn_from.names) < BATCH:
        raise ValueError(f"training needs at least {BATCH} sets, not {len(learn_from.names)}")
    deterministic(seed)
    network = Network(len(weights), blocks)
    _build(network)
    random = np.random.default_rng(seed)
    steps = epochs * len(_batches(learn_from, random))
    rate = tf.keras.optimizers.schedules.CosineDecay(
        0.0, steps, warmup_target=LEARNING_RATE, warmup_steps=max(1, round(WARM_UP * steps))
    )
    adam = tf.keras.optimizers.AdamW(rate, weight_decay=DECAY, global_clipnorm=1.0)
    # else the step would be traced twice, the first time for the optimiser's variables alone
    adam.build(network.trainable_variables)
    step = _step(network, adam, weights)
    shown = trange(epochs, desc="training", unit="epoch")
    mean = float("nan")
    for _ in shown:
        losses = [step(*_shown(learn_from, rows, random)).numpy() for rows in _batches(learn_from, random)]
        mean = float(np.mean(losses, axis=0)[0])
        shown.set_postfix_str(" ".join(f"{loss:.3f}" for loss in np.mean(losses, axis=0)))
    return network, mean


def _build(network: Network) -> None:
    """Make the weights of all layers, by asking once."""
    network(np.zeros((1, PATCH_COLUMNS, POINT_COUNT, 3), np.float32), np.ones((1, len(Question)), np.float32))


def _batches(learn_from: Sets, random: np.random.Generator) -> list[NDArray[np.int64]]:
    """Rows of about equal length, in another order each time."""
    order = random.permutation(len(learn_from.lengths))
    bucket = -(-learn_from.lengths[order] // BUCKET)
    order = order[np.argsort(bucket, kind="stable")]
    batches = np.split(order, np.arange(BATCH, len(order), BATCH))
    return [batches[number] for number in random.permutation(len(batches)) if len(batches[number]) == BATCH]


def _shown(learn_from: Sets, rows: NDArray[np.int64], random: np.random.Generator) -> Iterator[Array]:
    """One batch: joints, turned and stretched, questions, words, phase and density."""
    count = len(rows)
    columns = min(COLUMNS, -(-int(learn_from.lengths[rows].max()) // BUCKET) * BUCKET)
    turn, stretch = TURN * random.standard_normal(count), np.exp(STRETCH * random.standard_normal((count, 3)))
    about = np.zeros((count, 3, 3))
    about[:, 0, 0] = about[:, 2, 2] = np.cos(turn)
    about[:, 0, 2], about[:, 2, 0] = np.sin(turn), -np.sin(turn)
    about[:, 1, 1] = 1
    about *= stretch[:, None]
    joints = learn_from.joints[rows, :columns].astype(np.float32)
    questions = np.eye(len(Question))[random.integers(0, len(Question), count)]
    questions[random.random(count) < ASKED_ALL] = 1
    yield np.einsum("btpc,bcd->btpd", joints, about.astype(np.float32))
    yield questions.astype(np.float32)
    yield learn_from.words[rows]
    yield learn_from.phase[rows, :columns]
    yield learn_from.density[rows, :columns]


def _step(network: Network, adam: tf.keras.optimizers.Optimizer, weights: Array) -> Any:
    """The function that makes one step of Adam and returns the loss and its three parts."""
    worth = tf.constant(weights)

    length = tf.TensorSpec((BATCH, None), tf.float32)

    @tf.function(
        autograph=False,
        input_signature=(
            tf.TensorSpec((BATCH, None, POINT_COUNT, 3), tf.float32),
            tf.TensorSpec((BATCH, len(Question)), tf.float32),
            tf.TensorSpec((BATCH, len(weights)), tf.float32),
            length,
            length,
        ),
    )
    def step(joints: Any, questions: Any, words: Any, phase: Any, density: Any) -> Any:
        with tf.GradientTape() as tape:
            logits, rhythm, _ = network(joints, questions, training=True)
            parts = tf.stack(
                [
                    tf.reduce_mean(questions[:, Question.WORDS] * _words_loss(logits, words, worth)),
                    PHASE * tf.reduce_mean(questions[:, Question.PHASE] * _phase_loss(rhythm, phase)),
                    tf.reduce_mean(questions[:, Question.COUNT] * _count_loss(rhythm, density)),
                ]
            )
            loss = tf.reduce_sum(parts)
        found = network.trainable_variables
        adam.apply_gradients(zip(tape.gradient(loss, found), found, strict=True))
        return tf.concat([[loss], parts], axis=0)

    return step


def _words_loss(logits: Any, words: Any, worth: Any) -> Any:
    """(B,): cross entropy by word, as much as a word weighs."""
    return tf.reduce_sum(worth * tf.nn.sigmoid_cross_entropy_with_logits(words, logits), axis=1)


def _phase_loss(rhythm: Any, phase: Any) -> Any:
    """(B,): mean square distance on the circle where there is a phase."""
    known = tf.math.logical_not(tf.math.is_nan(phase))
    turn = 2 * np.pi * tf.where(known, phase, 0.0)
    off = (rhythm[:, :, 0] - tf.cos(turn)) ** 2 + (rhythm[:, :, 1] - tf.sin(turn)) ** 2
    share = tf.cast(known, tf.float32)
    return tf.reduce_sum(share * off, axis=1) / tf.maximum(tf.reduce_sum(share, axis=1), 1.0)


def _count_loss(rhythm: Any, density: Any) -> Any:
    """(B,): by how much the logarithm of the density is off on average, and the density as a whole."""
    known = tf.math.logical_not(tf.math.is_nan(density))
    density = tf.where(known, density, 0.0)
    found = tf.where(known, rhythm[:, :, 2], 0.0)
    seen = tf.cast(found > 0, tf.float32)
    off = tf.abs(tf.math.log(found + SLOW) - tf.math.log(density + SLOW))
    mean = tf.reduce_sum(seen * off, axis=1) / tf.maximum(tf.reduce_sum(seen, axis=1), 1.0)
    return DENSITY * mean + TOTAL * tf.abs(tf.reduce_sum(found - density, axis=1))


def graph_of(network: Network) -> bytes:
    """The TFLite file, weights in half precision: (1, 320, 1 + COLUMNS, 3) to (1, W + E + 3 COLUMNS)."""
    picture = tf.TensorSpec((1, ROWS, 1 + COLUMNS, 3), tf.float32)

    @tf.function
    def answer(seen: Any) -> Any:
        logits, rhythm, embedding = network.of_pictures(seen)
        return tf.concat([tf.nn.sigmoid(logits), embedding, tf.reshape(rhythm, (1, -1))], axis=1)

    # the converter does not see the variables of a Keras model behind a function: it gets them as constants
    frozen = convert_variables_to_constants_v2(answer.get_concrete_function(picture))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    return bytes(converter.convert())


def answers(network: Network, asked: Sets) -> tuple[Array, Array]:
    """The probabilities of words (N, W) and the counts (N,) of sets, everything asked at once."""
    words, counts = [], []
    for rows in np.array_split(np.arange(len(asked.names)), -(-len(asked.names) // BATCH)):
        joints = asked.joints[rows].astype(np.float32)
        logits, rhythm, _ = network(joints, np.ones((len(rows), len(Question)), np.float32))
        words.append(tf.sigmoid(logits).numpy())
        counts.append(tf.reduce_sum(rhythm[:, :, 2], axis=1).numpy())
    return np.concatenate(words), np.concatenate(counts)
