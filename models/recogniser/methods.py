"""The methods that can be trained, by name; each writes its own file and says what it is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.recogniser.method import Chosen, Method
from models.recogniser.seeds.train import angles_forest, clusters, lstm, stgcn

# With three names they need more sets of each; with all, `seeds` makes fewer.
SEEDS: Final = 400


def _forest(chosen: Chosen) -> list[str]:
    from models.recogniser.train_forest import train  # noqa: PLC0415 (only training needs scikit-learn)

    return train(chosen)


def _lift(chosen: Chosen) -> list[str]:
    from models.recogniser.lift.method import train_lift  # noqa: PLC0415 (only training needs TensorFlow)

    return train_lift(chosen)


METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "forest": Method(
            train=_forest, about="statistics of three seconds and a forest: the one that ships", sets=100
        ),
        "lift": Method(
            train=_lift, about="a motion image and a transformer: words, phase and count", sets=100
        ),
        "angles_forest": Method(train=angles_forest, about="six angles of a frame and a forest", sets=SEEDS),
        "clusters": Method(train=clusters, about="six angles of a frame and k-means", sets=SEEDS),
        "lstm": Method(train=lstm, about="landmarks of a slice and recurrent layers", sets=SEEDS),
        "stgcn": Method(train=stgcn, about="landmarks of a slice and a graph network", sets=SEEDS),
    }
)
