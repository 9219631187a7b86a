"""Makes whole pictures of interlaced ones, whose odd and even rows were filmed at different times.

Only pictures that say they are interlaced are changed, before scaling, which would mix the rows for good.
"""

from collections.abc import Iterator
from typing import Final

import av
import av.filter

from device.media.graphs import pulled

# FFmpeg's bwdif: one picture for two fields, so that a film keeps its rate; others pass through as they are.
DEINTERLACE: Final = "mode=send_frame:parity=auto:deint=interlaced"


def deinterlaced(pictures: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """The pictures in order, with their times; those before the first interlaced one cost nothing."""
    graph: av.filter.Graph | None = None
    form: tuple[int, int, str] | None = None
    for picture in pictures:
        now = (picture.width, picture.height, picture.format.name)
        if graph is not None and now != form:
            yield from _rest(graph)
            graph = None
        if graph is None and not picture.interlaced_frame:
            yield picture
            continue
        if graph is None:
            graph, form = _graph(picture), now
        if picture.pts is None:
            picture.pts = picture.dts
        graph.push(picture)
        yield from _timed(graph)
    if graph is not None:
        yield from _rest(graph)


def _graph(like: av.VideoFrame) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=like.width, height=like.height, format=like.format, time_base=like.time_base
    )
    whole, sink = graph.add("bwdif", DEINTERLACE), graph.add("buffersink")
    source.link_to(whole)
    whole.link_to(sink)
    graph.configure()
    return graph


def _timed(graph: av.filter.Graph) -> Iterator[av.VideoFrame]:
    """What is ready, in the unit of time that it came in: bwdif counts in halves of it."""
    for picture in pulled(graph):
        assert isinstance(picture, av.VideoFrame)
        if picture.pts is not None and picture.time_base is not None:
            picture.pts //= 2
            picture.time_base *= 2
        yield picture


def _rest(graph: av.filter.Graph) -> Iterator[av.VideoFrame]:
    graph.push(None)
    yield from _timed(graph)
