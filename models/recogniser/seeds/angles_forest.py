"""Trains the published forest on six angles of single frames, with scikit-learn."""

from typing import Final

from sklearn.ensemble import RandomForestClassifier

from models.recogniser.seeds.frames import Frames
from models.recogniser.train_forest import exported
from scoring.recognition.forest import Forest

TREES: Final = 40
# so that the file for all names stays below 2 MB; no limit of leaves, which would put nodes in another order
LEAF_MIN: Final = 60


def fitted(learn: Frames, seed: int) -> Forest:
    """A forest that names frames."""
    trees = RandomForestClassifier(
        TREES,
        min_samples_leaf=LEAF_MIN,
        class_weight="balanced",
        random_state=seed,
    )
    trees.fit(learn.values, learn.labels)
    return exported(trees, learn.names)
