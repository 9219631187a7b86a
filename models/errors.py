"""Errors of models; each text is one English sentence for the command line and the log.

`device` catches them and shows words of its own: their texts never reach the TV or a phone.
"""


class ModelError(Exception):
    """The base of these errors."""


class ModelFetchError(ModelError, RuntimeError):
    """A file could not be fetched from any of its sources."""


class ModelPruneError(ModelError, ValueError):
    """A graph cannot be pruned, or the pruned one computes something else."""
