"""Uploads that are broken in every way, made by code out of small films: name and bytes of each."""

import io
import random
import struct
import sys
import zipfile
from pathlib import Path

import av
import cv2
import numpy as np

from tests.device.films import write_film, write_sound_only

FLIPS = 30


def boxes(data, start=0, end=None):
    """(name, begin, end) of the boxes of an mp4 at one level."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, name = struct.unpack(">I4s", data[start : start + 8])
        if size < 8:
            return
        yield name.decode("latin1"), start, min(start + size, end)
        start += size


def without(data, name):
    """An mp4 without its boxes of that name."""
    return b"".join(data[begin:end] for kind, begin, end in boxes(data) if kind != name)


def patched(data, marker, offset, value):
    """The bytes at an offset behind the first `marker` replaced."""
    at = data.index(marker) + offset
    return data[:at] + value + data[at + len(value) :]


def flipped(data, seed):
    """Some random bytes of it changed, more of them with a greater seed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(1 + seed * seed // 4):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def remuxed(source, path, change):
    """The packets of a film in another file; change(number, packet) may alter one, or say no to it."""
    with av.open(str(source)) as film, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(film.streams.video[0])
        for number, packet in enumerate(film.demux(film.streams.video[0])):
            if packet.size and change(number, packet):
                packet.stream = stream
                out.mux(packet)
    return path.read_bytes()


def picture(kind, size=(32, 24)):
    image = np.full((size[1], size[0], 3), 128, np.uint8)
    return cv2.imencode(kind, image)[1].tobytes()


def animation(path, count=30):
    with av.open(str(path), "w", format="gif") as film:
        stream = film.add_stream("gif", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 24, "rgb8"
        for number in range(count):
            image = np.full((24, 32, 3), 8 * number, np.uint8)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="rgb8")))
        film.mux(stream.encode())
    return path.read_bytes()


SHARES = {"mp4": (0.001, 0.02, 0.2, 0.5, 0.8, 0.97), "mkv": (0.01, 0.1, 0.4, 0.9), "ts": (0.1, 0.6)}


def broken(folder: Path, person: Path):
    """{name: bytes}; `person`: a film in which somebody is seen, so that what survives can be ready."""
    films = {
        "mp4": person.read_bytes(),
        "mkv": remuxed(person, folder / "person.mkv", lambda *_: True),
        "ts": remuxed(person, folder / "person.ts", lambda *_: True),
    }
    made = {f"{kind} cut at {share}": cut(films[kind], share) for kind in films for share in SHARES[kind]}
    slow = remuxed(person, folder / "slow.mp4", lambda *_: True)
    made |= {f"mp4 with its index at the end cut at {share}": cut(slow, share) for share in (0.5, 0.9)}
    made |= torn(films["mp4"])
    made |= no_films(films["mp4"], folder)
    made |= odd_films(folder)
    made |= claims(films["mp4"], folder)
    made |= odd_times(person, folder)
    made["two films in one"] = films["ts"] * 2
    for seed in range(FLIPS):
        made[f"flipped {seed}"] = flipped(list(films.values())[seed % 3], seed)
    return made


def cut(data, share):
    return data[: int(len(data) * share)]


def torn(mp4):
    """Parts missing, or something else in their place."""
    made = {f"no {name}": without(mp4, name) for name in ("moov", "mdat", "ftyp")}
    made["mdat of zeros"] = b"".join(
        mp4[begin:end] if name != "mdat" else mp4[begin : begin + 8] + bytes(end - begin - 8)
        for name, begin, end in boxes(mp4)
    )
    made["mp4 without its last byte"] = mp4[:-1]
    made["box of 4 GB"] = (0xFFFFFFF0).to_bytes(4, "big") + mp4[4:]
    made["box in a box in a box"] = b"".join(
        struct.pack(">I4s", 8 * (2000 - depth), b"moov") for depth in range(2000)
    )
    return made


def no_films(mp4, folder):
    """Files of other kinds."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("film.mp4", mp4)
    return {
        "empty": b"",
        "one byte": b"\x00",
        "zeros": bytes(100_000),
        "noise": random.Random(0).randbytes(100_000),
        "text": b"This is no film.\n" * 500,
        "page": b"<!doctype html><title>A film</title><video src=film.mp4></video>",
        "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "list of files": b"ffconcat version 1.0\nfile /etc/passwd\n",
        "program": Path(sys.executable).resolve().read_bytes()[:50_000],
        "zip": packed.getvalue(),
        "png": picture(".png"),
        "jpeg": picture(".jpg"),
        "sound only": write_sound_only(folder / "sound.mp4").read_bytes(),
    }


def odd_films(folder):
    """Films that are whole, and no lessons."""
    sizes = [
        write_film(folder / f"{number}.ts", size=size, count=15)
        for number, size in enumerate([(64, 48), (96, 96)])
    ]
    return {
        "gif": animation(folder / "one.gif", 1),
        "gif that moves": animation(folder / "many.gif"),
        "one picture": write_film(folder / "one.mp4", count=1).read_bytes(),
        "half a second": write_film(folder / "half.mp4", count=5).read_bytes(),
        "nobody": write_film(folder / "nobody.mp4", count=15).read_bytes(),
        "1 x 1": write_film(folder / "dot.mkv", count=15, size=(1, 1), codec="ffv1").read_bytes(),
        "2 x 2": write_film(folder / "dots.mp4", count=15, size=(2, 2)).read_bytes(),
        "8000 x 2": write_film(folder / "line.mp4", count=15, size=(8000, 2)).read_bytes(),
        "another size half-way": b"".join(path.read_bytes() for path in sizes),
    }


def claims(mp4, folder):
    """Headers that say what is not so."""
    made = {
        "gif that claims 16384 px": patched(
            animation(folder / "claim.gif"), b"GIF8", 6, struct.pack("<HH", 16384, 16384)
        ),
        "jpeg that claims 16384 px": patched(
            picture(".jpg"), b"\xff\xc0", 5, struct.pack(">HH", 16384, 16384)
        ),
        "16384 px claimed by the sample": patched(mp4, b"avc1", 28, struct.pack(">HH", 16384, 16384)),
    }
    large = write_film(folder / "large.mkv", count=15, size=(640, 480), codec="ffv1").read_bytes()
    # a little less than 2 ** 28 pixels is the most that FFmpeg itself believes
    for side in (16384, 16000):
        claimed = large
        for element in (b"\xb0\x82\x02\x80", b"\xba\x82\x01\xe0"):
            claimed = patched(claimed, element, 2, struct.pack(">H", side))
        made[f"{side} x {side} claimed"] = claimed
    # the length in boxes of version 0, each in its own scale
    long = mp4
    for name, offset in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        long = patched(long, name, offset, struct.pack(">I", 0x7FFFFFFF))
    return made | {"ten hours claimed": long}


def odd_times(person, folder):
    """Pictures at times that no camera makes."""

    def shift(ticks):
        def change(_, packet):
            packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks
            return True

        return change

    def still(number, packet):
        packet.pts = packet.dts = 0
        return number < 1 or packet.is_keyframe

    return {
        "ten hours between two pictures": write_film(
            folder / "far.mkv", count=2, times=[0.0, 36_000.0]
        ).read_bytes(),
        "negative times": remuxed(person, folder / "negative.nut", shift(-90_000)),
        "times far from zero": remuxed(person, folder / "late.mkv", shift(30_000_000)),
        "times that stand still": remuxed(person, folder / "still.mkv", still),
        "no key picture": remuxed(person, folder / "keyless.mkv", lambda number, _: number > 0),
    }
