"""Trains the published methods, each for THREE and for all movements, and says how often they are right.

"Right" is of made-up people of another seed than those learnt from; real people are measured by `make judge`.
"""

from collections.abc import Callable
from pathlib import Path

from models.recogniser import forest_file
from models.recogniser.method import Chosen
from models.recogniser.seeds.files import KEPT_ASIDE, THREE, place, write_clusters, write_network
from models.recogniser.seeds.frames import Frames
from models.recogniser.seeds.frames import made_up as made_up_frames
from scoring.recognition.frames import NameFrames


def angles_forest(chosen: Chosen) -> list[str]:
    """Train the forest on six angles of frames."""
    from models.recogniser.seeds.angles_forest import fitted  # noqa: PLC0415 (needs scikit-learn)

    def one(names: tuple[str, ...], path: Path) -> list[str]:
        learn, aside = _frames(names, chosen)
        forest = fitted(learn, chosen.seed)
        forest_file.write(forest, path)
        share = _right(aside, forest.of_rows)
        return [f"{len(learn.values)} frames; {share:.3f} of frames kept aside right"]

    return _each(chosen, "angles_forest", one)


def clusters(chosen: Chosen) -> list[str]:
    """Find clusters of frames."""
    from models.recogniser.seeds.clusters import fitted  # noqa: PLC0415 (needs scikit-learn)

    def one(names: tuple[str, ...], path: Path) -> list[str]:
        learn, aside = _frames(names, chosen)
        found = fitted(learn, chosen.seed)
        write_clusters(found.clusters, path)
        share = _right(aside, found.clusters.probabilities)
        tried = ", ".join(f"{count}: {value:.3f}" for count, value in found.silhouettes.items())
        return [
            f"silhouettes {tried}",
            f"{len(found.clusters.centres)} clusters; {share:.3f} of frames kept aside right",
        ]

    return _each(chosen, "clusters", one)


def lstm(chosen: Chosen) -> list[str]:
    """Train the LSTM; for THREE with slices of each length."""
    from models.recogniser.seeds.lstm import LENGTH, LENGTHS, fitting, made  # noqa: PLC0415 (TensorFlow)
    from models.recogniser.seeds.network import fit  # noqa: PLC0415

    def one(names: tuple[str, ...], path: Path) -> list[str]:
        lines = []
        for length in LENGTHS if set(names) == set(THREE) else (LENGTH,):
            fitted = fit(names, fitting(names, chosen.sets, length), chosen.seed, made)
            lines.append(f"slices of {length} frames: {fitted.right:.3f} of those kept aside right")
            if length == LENGTH:
                write_network(fitted.network, path)
        return lines

    return _each(chosen, "lstm", one)


def stgcn(chosen: Chosen) -> list[str]:
    """Train the graph network."""
    from models.recogniser.seeds.network import fit  # noqa: PLC0415
    from models.recogniser.seeds.stgcn import fitting, made  # noqa: PLC0415 (TensorFlow)

    def one(names: tuple[str, ...], path: Path) -> list[str]:
        fitted = fit(names, fitting(names, chosen.sets), chosen.seed, made)
        write_network(fitted.network, path)
        return [f"{fitted.right:.3f} of slices kept aside right"]

    return _each(chosen, "stgcn", one)


def _frames(names: tuple[str, ...], chosen: Chosen) -> tuple[Frames, Frames]:
    aside = min(chosen.sets, KEPT_ASIDE // len(names))
    return made_up_frames(names, chosen.sets, chosen.seed), made_up_frames(names, aside, chosen.seed + 1)


def _right(frames: Frames, name_frames: NameFrames) -> float:
    return float((name_frames(frames.values).argmax(axis=1) == frames.labels).mean())


def _each(chosen: Chosen, method: str, one: Callable[[tuple[str, ...], Path], list[str]]) -> list[str]:
    """Train for the names that were chosen, and for THREE as well where a file in the tree is made."""
    kinds = [chosen.names] if chosen.out or set(chosen.names) == set(THREE) else [THREE, chosen.names]
    lines = []
    for names in kinds:
        path = chosen.out or place(method, names)
        lines += [f"{len(names)} names:", *one(names, path)]
        lines.append(f"{path}: {path.stat().st_size} bytes")
    return lines
