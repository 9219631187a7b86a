"""What is noted about a match while it runs, without the match knowing: pictures, poses, and their lateness.

The seams are those of the product: frames as they are made, views as they are shown, pictures as they are
presented. The screen must be headless: it is taken for a TV, so that everything is drawn and the sound is
played (into SDL's dummy).
"""

import time
import weakref

import pygame

from device.messages import Frame, MatchView
from device.pose.estimator import BlazePose
from device.tv.display.display import Display
from device.tv.television import Television

REMEMBERED = 256


class Watch:
    """Notes when which picture was presented, and how old the camera's picture in it was."""

    def __init__(self, skip=0, leaves=True):
        """skip: so many pictures of each match are not counted, while it gets going; leaves: a result is left
        at once.
        """
        self._skip = skip
        self._leaves = leaves
        self._count = 0  # pictures of this match
        self.first = None  # wall-clock s of the first picture
        self.shown = []  # (monotonic s, processor s) of each picture of a match
        self.ages = []  # s from the camera's picture to the first presented one with its skeleton
        self.poses = []  # monotonic s
        self._taken = {}
        self._view = None
        self._last = _nothing

    def wrap(self):
        """From here on every part is watched."""
        frame_made, opened, present, estimate = (
            Frame.__init__, Display.__init__, Display.present, BlazePose.estimate,
        )  # fmt: skip

        def made(frame, time_s, image, small=None):
            frame_made(frame, time_s, image, small)
            self._taken[id(image)] = (weakref.ref(image), time_s)
            while len(self._taken) > REMEMBERED:
                del self._taken[next(iter(self._taken))]

        def opened_as_tv(display, *arguments, **options):
            opened(display, *arguments, **options)
            display.mode = "fullscreen"

        def presented(display, *arguments, **options):
            present(display, *arguments, **options)
            self._note()

        def estimated(estimator, *arguments):
            found = estimate(estimator, *arguments)
            self.poses.append(time.monotonic())
            return found

        Frame.__init__, Display.__init__, Display.present, BlazePose.estimate = (
            made, opened_as_tv, presented, estimated,
        )  # fmt: skip
        Television.show = self._showing(Television.show)

    def _showing(self, show):
        def showing(screen, view):
            if isinstance(view, MatchView):
                self._view = view
            show(screen, view)

        return showing

    def _note(self):
        view, self._view = self._view, None
        if view is None:
            if self._count:  # the result: nobody is here to look at it
                self._count = 0
                if self._leaves:
                    pygame.event.post(pygame.event.Event(pygame.QUIT))
            return
        now = time.monotonic()
        self.first = self.first or time.time()
        self._count += 1
        if self._count <= self._skip:
            return
        self.shown.append((now, time.process_time()))
        image = view.user_image
        if image is None or image is self._last():
            return
        self._last = weakref.ref(image)
        of_camera, time_s = self._taken.get(id(image), (None, 0.0))
        if of_camera is not None and of_camera() is image:
            self.ages.append(now - time_s)


def _nothing():
    """A reference to nothing."""
