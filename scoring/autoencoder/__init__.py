"""Method `autoencoder`: the distances between a body's points, squeezed into a latent vector.

The encoder itself is handed in: this package opens no file and knows no network runtime.
"""
