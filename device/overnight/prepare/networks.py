"""Fetches the pose networks into the cache, because the child process has no network."""

from device.failure_reasons import PreparationError, Reason
from models.errors import ModelError
from models.fetching.fetch import fetch


def have_networks(model: str) -> None:
    """Fetch the networks that are missing. Raises PreparationError when that fails."""
    try:
        fetch(["detector", model], progress=False)
    except ModelError as error:
        raise PreparationError(Reason.NO_NETWORK) from error
