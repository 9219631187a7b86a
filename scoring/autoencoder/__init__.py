"""Method `autoencoder`: DTW of latent vectors that an encoder makes of the distances within a body.

The encoder is passed in as a function, so that this package neither opens a file nor needs a network runtime;
models/autoencoder trains it.
"""
