"""Why a job failed is stored as a key, not as an English sentence."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# the sentences that earlier versions stored, and the keys (device.failure_reasons.Reason) that replace them
KEYS: Final = {
    "The video's file is not there any more.": "missing",
    "The file is empty.": "empty",
    "This file is not a video, or only the first part of one.": "not_a_video",
    "This file has no picture, only sound.": "only_sound",
    "This is a single picture, not a film.": "one_picture",
    "This video is shorter than a second.": "too_short",
    "This video is longer than an hour.": "too_long",
    "The picture of this video is too large for the box.": "too_large",
    "The picture of this video is too small to find anybody in it.": "too_small",
    "The video is damaged: it breaks off long before its end.": "cut_off",
    "The video is damaged: its pictures cannot be read.": "damaged",
    "Nobody can be seen in this video.": "nobody",
    "This video needs more memory than the box can give.": "memory",
    "Preparing this video takes too long on this box.": "too_slow",
    "The box got stuck on this video, each time it tried.": "stuck",
    "The box could not read this video, each time it tried.": "crashed",
    "The box was switched off again and again while it prepared this video.": "cut_short",
    "There is not enough free space on the box. Delete a lesson that nobody needs.": "disk_full",
    "A part that finds the body is missing. Install Formbox again.": "no_network",
    "No video was found behind this link.": "link_unknown",
    "The box may not open this link: it leads into the home's own network.": "link_refused",
    "The link did not answer. Is the box connected to the Internet?": "link_silent",
    "The video behind this link is too large.": "link_too_large",
    "Fetching the video behind this link took too long.": "link_too_slow",
}


def upgrade() -> None:
    """Replace the sentences; a reason that is none of them stays as it is."""
    jobs = sa.table("jobs", sa.column("reason", sa.String))
    for sentence, key in KEYS.items():
        op.execute(jobs.update().where(jobs.c.reason == sentence).values(reason=key))
