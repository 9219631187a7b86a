"""What makes a training with TensorFlow give the same file each time on one machine."""

import tensorflow as tf


def deterministic(seed: int) -> None:
    """Call before a training makes anything: one thread, the same random numbers, the same names.

    More threads share a sum out as they happen to be free, and it rounds otherwise. Keras numbers the layers
    of a process, and the numbers would be in the file. Raises RuntimeError when TensorFlow has already
    computed something in this process on more threads.
    """
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    tf.keras.backend.clear_session()
    tf.keras.utils.set_random_seed(seed)
