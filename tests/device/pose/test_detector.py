import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.pose.detector import OVERLAP_MAX, BlazePoseDetector, anchors, decode, merge

ANCHOR_COUNT = 2254  # of the graph's output


def slow_anchors():
    """Layer by layer, cell by cell; layers of one stride share a cell, each brings two anchors."""
    strides, found, layer = [8, 16, 32, 32, 32], [], 0
    while layer < len(strides):
        same = [stride for stride in strides[layer:] if stride == strides[layer]]
        cells = 224 // strides[layer]
        for row in range(cells):
            for column in range(cells):
                found += [((column + 0.5) / cells, (row + 0.5) / cells)] * (2 * len(same))
        layer += len(same)
    return found


def slow_iou(one, other):
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) for box in (one, other)]
    union = sum(areas) - width * height
    return width * height / union if union > 0 else 0.0


def slow_merge(scores, boxes):
    left = list(range(len(scores)))
    people = []
    while left:
        best = left[0]
        same = [index for index in left if index == best or slow_iou(boxes[best], boxes[index]) > OVERLAP_MAX]
        total = sum(scores[index] for index in same)
        box = [sum(scores[index] * boxes[index][number] for index in same) / total for number in range(12)]
        people.append((scores[best], box))
        left = [index for index in left if index not in same]
    return people


def test_the_anchors_are_those_of_the_slow_twin():
    assert anchors().shape == (ANCHOR_COUNT, 2)
    assert anchors() == pytest.approx(np.array(slow_anchors()), abs=1e-6)


# eighths: no overlap lies so near the limit that two orders of addition decide it differently
eighth = st.integers(0, 8).map(lambda number: number / 8)
box = st.lists(eighth, min_size=12, max_size=12).map(
    lambda b: [min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]), *b[4:]]
)


@given(st.lists(st.tuples(st.integers(64, 128).map(lambda n: n / 128), box), max_size=12))
def test_boxes_are_merged_as_by_the_slow_twin(raw):
    raw = sorted(raw, key=lambda pair: -pair[0])
    scores = np.array([score for score, _ in raw], np.float32)
    boxes = np.array([numbers for _, numbers in raw], np.float32).reshape(-1, 12)
    if any(abs(slow_iou(a, b) - OVERLAP_MAX) < 1e-3 for a in boxes for b in boxes):
        return
    got_scores, got_boxes = merge(scores, boxes)
    expected = slow_merge(scores.tolist(), boxes.tolist())
    assert got_scores == pytest.approx([score for score, _ in expected])
    assert got_boxes == pytest.approx(
        np.array([numbers for _, numbers in expected]).reshape(-1, 12), abs=1e-5
    )


def test_decoding_by_hand():
    centres = anchors()
    numbers = np.zeros((ANCHOR_COUNT, 12), np.float32)
    logits = np.full(ANCHOR_COUNT, -300, np.float32)
    numbers[7] = [22.4, 0, 112, 56, *[224.0] * 8]
    logits[7], logits[2000] = 1.0, 250.0
    scores, boxes = decode(numbers, logits, centres)
    assert scores == pytest.approx([1.0, 1 / (1 + math.exp(-1))])
    x, y = centres[7]
    assert boxes[1] == pytest.approx(
        [x + 0.1 - 0.25, y - 0.125, x + 0.1 + 0.25, y + 0.125, *[x + 1, y + 1] * 4]
    )


@pytest.mark.parametrize("count", [0, 1])
def test_a_score_of_a_half_is_enough_and_less_is_not(count):
    logits = np.full(ANCHOR_COUNT, -1e-3, np.float32)
    logits[:count] = 0
    scores, boxes = decode(np.zeros((ANCHOR_COUNT, 12), np.float32), logits, anchors())
    assert scores.shape == (count,)
    assert boxes.shape == (count, 12)


def test_nobody_is_found_in_an_empty_room(networks):
    assert BlazePoseDetector(networks[0]).detect(np.full((240, 320, 3), 90, np.uint8)) == []


def test_a_real_person_is_found_and_hidden(networks, clip):
    detector = BlazePoseDetector(networks[0])
    (image,) = clip("single_cam04", 1)
    (found,) = detector.detect(image)
    assert 0.5 <= found.score <= 1
    assert 0 < found.roi.x < image.shape[1]
    assert 0 < found.roi.y < image.shape[0]
    assert not any(
        abs(other.roi.x - found.roi.x) < 20 and abs(other.roi.y - found.roi.y) < 20
        for other in detector.detect(image, [found.roi])
    )
