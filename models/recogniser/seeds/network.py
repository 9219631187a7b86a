"""Trains a network that names slices, and converts it, with TensorFlow.

Decides what both networks have in common: how they learn, and the file format: TFLite with weights of 16
bits, which costs less than 0.01 of a probability.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from models.deterministic import deterministic
from models.recogniser.seeds.files import KEPT_ASIDE, TrainedNetwork
from models.recogniser.seeds.slices import Slices, made_up
from scoring.recognition.body_frame import POINT_COUNT

# a Keras model; TensorFlow ships no types
Model = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """How a network learns: slices of `length` samples, `sets` of each name, for so many epochs."""

    length: int
    sets: int
    epochs: int
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """model: from slices (N, T, 19, 3) to probabilities (N, C); right: the share of slices that it names
    rightly, of made-up people kept aside.
    """

    model: Model
    network: TrainedNetwork
    right: float


def fit(names: tuple[str, ...], fitting: Fitting, seed: int, make: Callable[..., Model]) -> Fitted:
    """Train on one thread; deterministic on one machine.

    make: a compiled model by length, number of names, and the steps of the training; dropout: another share
    than the model's own.
    """
    deterministic(seed)
    learn = made_up(names, fitting.sets, fitting.length, seed)
    aside = made_up(names, min(fitting.sets, KEPT_ASIDE // len(names)), fitting.length, seed + 1)
    steps = fitting.epochs * int(np.ceil(len(learn.values) / fitting.batch))
    model = make(fitting.length, len(names), steps)
    # otherwise the first step makes the variables of the optimiser, and Keras traces every step anew after it
    model.optimizer.build(model.trainable_variables)
    model.fit(learn.values, learn.labels, batch_size=fitting.batch, epochs=fitting.epochs, verbose=2)
    # as it is asked: without dropout, which TFLite has not
    asked = make(fitting.length, len(names), steps, dropout=0.0)
    asked.set_weights(model.get_weights())
    graph = graph_of(asked, (1, fitting.length, POINT_COUNT, 3))
    network = TrainedNetwork(names=names, length=fitting.length, graph=graph)
    return Fitted(model=asked, network=network, right=right(asked, aside))


def right(model: Model, slices: Slices) -> float:
    """The share of slices that a model names rightly."""
    shares = model.predict(slices.values, verbose=0)
    return float((shares.argmax(axis=1) == slices.labels).mean())


def graph_of(model: Model, shape: tuple[int, ...]) -> bytes:
    """The TFLite file of a model, for one input of this shape."""
    whole = tf.Module()
    # the converter turns the variables that it finds in a module into constants
    whole.weights = [weight.value for weight in model.weights]
    whole.named = tf.function(lambda rows: model(rows, training=False), autograph=False)
    named = whole.named.get_concrete_function(tf.TensorSpec(shape, tf.float32))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([named], whole)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    return converter.convert()
