"""Trains the small LiFT, one network for words, phase and count.

`sets` makes what it learns from, `network` and `train` need
TensorFlow, `method` is its part of `python -m models.recogniser train`, `file` reads what that wrote.
"""
