"""The packets of a film's picture, as they stand in the file."""

from collections.abc import Iterator

import av
import av.error
from av.container import InputContainer
from av.video.stream import VideoStream

from device.failure_reasons import PreparationError, Reason
from device.media.source import check


def moment_of(packet: av.Packet) -> int | None:
    """The packet's pts, or its dts in containers without pts."""
    return packet.pts if packet.pts is not None else packet.dts


def demuxed(container: InputContainer, stream: VideoStream) -> Iterator[av.Packet]:
    """The stream's packets, including the empty one at the end; broken packets are skipped.

    Raises DiskTroubleError when the file cannot be read.
    """
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.EOFError):
            check(container)
            return
        except MemoryError as error:
            raise PreparationError(Reason.MEMORY) from error
        except av.error.FFmpegError:
            check(container)
            continue
        check(container)
        yield packet
