"""What is common to FFmpeg's filters, whether they work on sound or on pictures."""

from collections.abc import Iterator

import av
import av.error
import av.filter


def pulled(graph: av.filter.Graph) -> Iterator[av.AudioFrame | av.VideoFrame]:
    """The frames that are ready at the graph's end."""
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
