"""Trains the published forest on six angles of single frames, with scikit-learn."""

from typing import Final

from sklearn.ensemble import RandomForestClassifier

from models.recogniser.seeds.frames import Frames
from models.recogniser.train_forest import exported
from scoring.recognition.forest import Forest

TREES: Final = 40
# so that the file for all names stays below 2 MB; more leaves named no more frames rightly
LEAVES_MAX: Final = 500
LEAF_MIN: Final = 5


def fitted(learn: Frames, seed: int) -> Forest:
    """A forest that names frames."""
    trees = RandomForestClassifier(
        TREES,
        max_leaf_nodes=LEAVES_MAX,
        min_samples_leaf=LEAF_MIN,
        class_weight="balanced",
        random_state=seed,
    )
    trees.fit(learn.values, learn.labels)
    return exported(trees, learn.names)
