"""Neural networks and reference data: fetching, pruning and training them; and a mannequin with known poses.

Imports numpy, numba, av, tqdm and `scoring`, never `device` (tests/test_rules.py). `fetching` fills the
cache, `pruning` shortens a network, `autoencoder` and `references` make the data of two scoring methods from
the films of `mannequin`, a rendered figure.
"""
