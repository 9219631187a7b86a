"""What can go wrong with the networks, each as one plain sentence.

`device` turns these into its own errors: `models` may not import `device`.
"""


class ModelError(Exception):
    """A plain sentence for whoever set the box up."""


class ModelFetchError(ModelError, RuntimeError):
    """A file could not be fetched from any of its sources."""


class ModelPruneError(ModelError, ValueError):
    """A graph is not what it should be, or its pruned twin computes something else."""
