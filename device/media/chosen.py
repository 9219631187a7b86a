"""Chooses the picture and the sound of a file that holds several: what is played, prepared and listened to.

A file may hold a cover, a second camera, a translation or a track that nothing here can decode. What can be
decoded comes first, then what the file marks as its default, then the larger picture, then what is first.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from device.media.source import container_of, opened_source

# A file must not make FFmpeg open others.
PROTOCOLS: Final = {"protocol_whitelist": "file"}
# px; a header may claim any size, and no phone films more than 8K.
PIXELS_MAX: Final = 7680 * 4320
# Codecs that phones, cameras, screen recorders and video sites write. FFmpeg has hundreds more, less tested
# against malicious files; they are refused at night.
CODECS: Final = frozenset(
    {"h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "libvpx", "libvpx-vp9"}
    | {"mpeg4", "mpeg2video", "mpeg1video", "mjpeg", "h263", "prores", "theora"}
    | {"msmpeg4v3", "wmv2", "wmv3", "vc1", "dvvideo", "ffv1", "gif", "flv"}
)
# A picture for the file's icon, not the film.
COVERS: Final = Disposition.attached_pic | Disposition.timed_thumbnails
# Made for some people only: chosen where nothing else is the default.
ACCESSORY: Final = (
    Disposition.comment
    | Disposition.hearing_impaired
    | Disposition.visual_impaired
    | Disposition.dependent
    | Disposition.karaoke
)
# Packets read to find out which tracks can be decoded: half a minute of two tracks. Read only where a file
# has several tracks of one kind.
TRIED_PACKETS: Final = 2000
# A track with this many pictures is a film, one with fewer a cover that is not marked.
MOVING: Final = 2

_Track = TypeVar("_Track", VideoStream, AudioStream)


def picture_track(container: InputContainer) -> VideoStream | None:
    """The film of a file; None where there is no picture but covers, or none that can be decoded."""
    candidates = [
        stream
        for stream in container.streams.video
        if stream.codec_context is not None and not stream.disposition & COVERS
    ]
    decoded = _decoded(container, candidates)

    def rank(stream: VideoStream) -> tuple[bool, int, bool, bool, int]:
        return (
            stream.codec_context.name in CODECS,
            decoded[stream.index],
            bool(stream.disposition & Disposition.default),
            not stream.disposition & ACCESSORY,
            stream.codec_context.width * stream.codec_context.height,
        )

    # of equals, max takes the first
    return max(candidates, key=rank, default=None)


def sound_track(container: InputContainer) -> AudioStream | None:
    """The sound of a file; None where there is none that can be decoded.

    Of a broadcast with several programmes it is of the chosen picture's.
    """
    candidates = [stream for stream in container.streams.audio if stream.codec_context is not None]
    decoded = _decoded(container, candidates)
    several = len(candidates) > 1 and len(container.streams.video) > 1
    picture = picture_track(container) if several else None

    def rank(stream: AudioStream) -> tuple[bool, bool, bool, bool]:
        return (
            decoded[stream.index] > 0,
            # FFmpeg looks within the programme first; where there are none, all have the same answer
            picture is not None and container.streams.best("video", related=stream) is picture,
            bool(stream.disposition & Disposition.default),
            not stream.disposition & ACCESSORY,
        )

    return max(candidates, key=rank, default=None)


def _decoded(container: InputContainer, tracks: list[_Track]) -> dict[int, int]:
    """Frames of each track that can be decoded, up to MOVING, by its index; tried only where it matters."""
    found = {track.index: 0 for track in tracks}
    if len(tracks) < 2:
        return found
    safe = [track.index for track in tracks if _safe(track)]
    # in a reader of its own, so that the caller's is still at the beginning
    with (
        opened_source(Path(container.name)) as source,
        suppress(av.error.FFmpegError, OSError, ValueError),
        container_of(source, PROTOCOLS) as again,
    ):
        packets = again.demux([again.streams[index] for index in safe])
        for _ in range(TRIED_PACKETS):
            try:
                packet = next(packets)
                if found[packet.stream.index] < MOVING:
                    found[packet.stream.index] += len(packet.decode())
            except (StopIteration, av.error.EOFError):
                break
            except (av.error.FFmpegError, ValueError):
                continue
            if min(found.values()) >= MOVING:
                break
    return {index: min(count, MOVING) for index, count in found.items()}


def _safe(track: VideoStream | AudioStream) -> bool:
    """Whether decoding it takes no more memory than a film may."""
    return not isinstance(track, VideoStream) or (
        track.codec_context.width * track.codec_context.height <= PIXELS_MAX
    )
