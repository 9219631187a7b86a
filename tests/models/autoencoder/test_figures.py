import numpy as np
import pytest

from models.autoencoder import figures


@pytest.fixture(scope="module")
def table():
    """Scores by the distances themselves: what an encoder that learned nothing would give."""
    return figures.scores(lambda pairs: np.nan_to_num(pairs - 1.4)[:, ::3], ["squat"])


def test_every_kind_of_pair_is_judged(table):
    assert {name: len(row) for name, row in table.items()} == {
        **{f"same, yaw {yaw}": 1 for yaw in (0, 30, 60, 90)},
        "one angle 20 degrees wrong": 3,
        "one angle 40 degrees wrong": 3,
        "another movement": 13,
    }
    assert all(0 <= score <= 100 for row in table.values() for score in row)


def test_the_table_is_printed_with_its_auc(table, capsys):
    figures.show(table)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(table)
    area = figures.chance_above(table["same, yaw 0"], table["another movement"])
    assert lines[0].endswith(f"| {area:.3f} |")


def test_auc_counts_ties_half():
    assert figures.chance_above([3, 2], [1, 2]) == pytest.approx((1 + 1 + 1 + 0.5) / 4)
