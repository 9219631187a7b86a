"""What a guide shows of somebody who follows, sample by sample."""

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.guidance.guidance import Following, Guide
from scoring.scorer import SAMPLE_RATE_HZ

IN_STEP = Following()


def watch(lesson, user, following=IN_STEP):
    """What a guide shows of each sample of a user."""
    guide = Guide(lesson)
    return [guide.update(row / SAMPLE_RATE_HZ, user.pose(row), following) for row in range(len(user))]


def followed(lesson, user):
    """The same, with what method adaptive finds of how the user follows, once that is settled."""
    guide, scorer, following, shown = Guide(lesson), AdaptiveScorer(lesson), None, []
    for row in range(min(len(user), len(lesson))):
        score = scorer.push(user.pose(row))
        following = Following(score.lag_s, score.heading, score.mirrored) if score else following
        shown.append(guide.update(row / SAMPLE_RATE_HZ, user.pose(row), following))
    return shown[round(2 * SAMPLE_RATE_HZ) :]


def cues(shown):
    """The cues in the order in which they were given."""
    said = [one.cue for one in shown]
    return [cue for before, cue in zip([None, *said], said, strict=False) if cue not in (None, before)]
