"""The pose networks must lie in the cache before a process without network needs them."""

from device.failure_reasons import PreparationError, Reason
from models.errors import ModelError
from models.fetching.fetch import fetch


def have_networks(model: str) -> None:
    """Fetch what is missing. Raises PreparationError when it cannot be had."""
    try:
        fetch(["detector", model], progress=False)
    except ModelError as error:
        raise PreparationError(Reason.NO_NETWORK) from error
