"""The encoder of the scoring method `autoencoder`: 136 distances of a body in, a latent vector out.

The trained file lies beside this and comes with the package; README.md is its card.
"""

from pathlib import Path
from typing import Final

ENCODER: Final = Path(__file__).with_name("encoder.tflite")
