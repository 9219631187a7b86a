"""`formbox pose VIDEO`: finds the poses in a video; writes them as a track and as an overlay film."""

import argparse
from pathlib import Path
from typing import Final

from device.choices import PEOPLE
from device.commands.judging import add_network
from device.commands.outputs import check_outputs, person_paths
from device.commands.sources import is_track, tracks_in
from device.errors import NotAVideoError
from device.media.sound import RATE_HZ, read_sound
from device.media.video import POSE_FIT, frames, probe
from device.store.tracks import save_track
from device.tv.drawing.skeleton import draw_skeleton
from device.tv.drawing.theme import ACCENT, Colour
from models.film import FilmWriter
from scoring.body.joints import joints_of
from scoring.body.track import PoseTrack

# Easy to tell apart on any picture, and neither is the green or red of a score.
PERSON_COLOURS: Final[tuple[Colour, Colour]] = (ACCENT, (255, 176, 64))


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("pose", help="find the poses in a video")
    parser.add_argument("video", type=Path, help="a video file")
    parser.add_argument("--people", type=int, choices=PEOPLE, default=1, help="number of people to find")
    add_network(parser)
    parser.add_argument(
        "--out", type=Path, help="write the track here (.npz); that of a second person with -2 in the name"
    )
    parser.add_argument(
        "--overlay", type=Path, help="write the video with the skeletons drawn over it here (.mp4)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find the poses, write the requested files, and print how often each person was seen."""
    if is_track(options.video):
        raise NotAVideoError(f"{options.video.name} is a saved track, not a video.")
    check_outputs((*person_paths(options.out, 2), options.overlay), (options.video,))
    tracks = tracks_in(options.video, options.model, options.people, options.threads)
    tracks = [track for track in tracks if track.seen.any()]
    places = person_paths(options.out, 2)
    for number, track in enumerate(tracks, start=1):
        share = float(track.seen.mean())
        print(f"person {number}: seen in {share:.0%} of {len(track)} frames, {track.duration_s:.1f} s")
        if options.out is not None:
            save_track(places[number - 1], track)
            print(f"  {places[number - 1]}")
    if options.overlay is not None:
        write_overlay(options.video, tracks, options.overlay)
        print(options.overlay)
    return 0


def write_overlay(video: Path, tracks: list[PoseTrack], path: Path) -> None:
    """Write the video, with sound, and each person's skeleton in a colour of its own."""
    sound = read_sound(video)
    joints = [joints_of(track.landmarks[..., :2], track.visibility) for track in tracks]
    width, height = tracks[0].width, tracks[0].height
    rate = max(round(probe(video).fps), 1)
    with FilmWriter(path, width, height, rate, audio_rate=None if sound is None else RATE_HZ) as film:
        for number, frame in enumerate(frames(video, POSE_FIT)):
            for body, colour in zip(joints, PERSON_COLOURS, strict=False):
                draw_skeleton(frame.image, body[number], colour=colour)
            film.add(frame.image, frame.time_s)
        if sound is not None:
            film.sound(sound.astype("float32") / 32768)
