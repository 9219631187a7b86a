"""The encoder of the scoring method `autoencoder`: from 136 distances within a body to a latent vector.

ENCODER is the trained file, part of the package; README.md is its model card. `moments` makes the training
data (with the errors of `pose_noise`), `train` trains, `figures` evaluates.
"""

from pathlib import Path
from typing import Final

ENCODER: Final = Path(__file__).with_name("encoder.tflite")
