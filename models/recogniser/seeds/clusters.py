"""Finds clusters of frames with scikit-learn's k-means, and how well they keep apart."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from models.recogniser.seeds.frames import Frames
from scoring.recognition.clusters import Clusters

# the numbers of clusters that are tried
COUNTS: Final = (2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 30, 40, 60, 80)
# k-means looks at so many rows, from so many random starts
ROWS_MAX: Final = 10_000
STARTS: Final = 4
# the silhouette looks at every pair of rows, so it is taken of so many
SILHOUETTE_ROWS: Final = 3000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """silhouettes: of each number of clusters, -1 to 1; clusters: those of the highest."""

    clusters: Clusters
    silhouettes: dict[int, float]


def fitted(learn: Frames, seed: int) -> Found:
    """Clusters of frames; their number is the one with the highest silhouette. NaN rows are left out."""
    known = np.isfinite(learn.values).all(axis=1)
    rows, labels = learn.values[known], learn.labels[known]
    spread = rows.std(axis=0)
    scaled = (rows - rows.mean(axis=0)) / spread
    order = np.random.default_rng(seed).permutation(len(scaled))
    some, fewer = order[:ROWS_MAX], order[:SILHOUETTE_ROWS]
    tried: dict[int, KMeans] = {}
    silhouettes: dict[int, float] = {}
    # several threads add up a centre in the order in which they end, and the sums round otherwise
    with threadpool_limits(1):
        for count in COUNTS:
            tried[count] = KMeans(count, n_init=STARTS, random_state=seed).fit(scaled[some])
            found = tried[count].predict(scaled[fewer])
            silhouettes[count] = float(silhouette_score(scaled[fewer], found))
    best = max(silhouettes, key=lambda count: silhouettes[count])
    shares = np.zeros((best, len(learn.names)))
    np.add.at(shares, (tried[best].predict(scaled), labels), 1)
    return Found(
        clusters=Clusters(
            names=learn.names,
            centres=(tried[best].cluster_centers_ * spread + rows.mean(axis=0)).astype(np.float32),
            spread=spread.astype(np.float32),
            shares=(shares / shares.sum(axis=1, keepdims=True)).astype(np.float32),
        ),
        silhouettes=silhouettes,
    )
