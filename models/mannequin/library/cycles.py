"""The shape of a repetition that many movements share."""

from typing import Final

from models.mannequin.library.sides import Keys, Values

# a repetition reaches its end at this phase and leaves it at the second, as in MOVEMENTS: a short hold, and
# a return a little slower than the way there
REACHED: Final = 0.44
LEFT_AGAIN: Final = 0.54


def there_and_back(end: Values, reached: float = REACHED, left_again: float = LEFT_AGAIN) -> Keys:
    """From the start to `end`, a short hold, and back."""
    return ((reached, end), (left_again, end))
