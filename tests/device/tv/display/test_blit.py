import numpy as np
import pygame
import pytest

from device.tv.display.blit import blit
from device.tv.drawing.theme import Box

SIZE = (64, 36)


@pytest.fixture(params=[32, 24, 16])
def screen(request, monkeypatch):
    """A display whose surface has so many bits a pixel."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    surface = pygame.display.set_mode(SIZE)
    if request.param != 32:
        surface = pygame.Surface(SIZE, depth=request.param)
        monkeypatch.setattr(pygame.display, "get_surface", lambda: surface)
    yield surface
    pygame.display.quit()


def seen(screen):
    return pygame.surfarray.array3d(screen).transpose(1, 0, 2)


def near(one, other, screen):
    """Equal, as far as the screen's depth tells colours apart."""
    return np.abs(one.astype(int) - other).max() <= (7 if screen.get_bitsize() == 16 else 0)


@pytest.fixture
def pictures():
    return np.random.default_rng(3).integers(0, 256, (2, SIZE[1], SIZE[0], 3), dtype=np.uint8)


def test_a_whole_picture(screen, pictures):
    blit(pictures[0], None)
    assert near(seen(screen), pictures[0], screen)


def test_only_what_changed_is_brought(screen, pictures):
    blit(pictures[0], None)
    boxes = (Box(3, 5, 10, 7), Box(50, 30, 40, 40), Box(-5, -5, 8, 8), Box(70, 2, 4, 4), Box(9, 9, 0, 3))
    blit(pictures[1], boxes)
    expected = pictures[0].copy()
    for part in (np.s_[5:12, 3:13], np.s_[30:, 50:], np.s_[:3, :3]):
        expected[part] = pictures[1][part]
    assert near(seen(screen), expected, screen)


def test_another_size_shows_the_whole_picture_whatever_changed(screen):
    blit(np.full((100, 100, 3), 200, np.uint8), (Box(0, 0, 1, 1),))
    shown = seen(screen)
    assert near(shown[:, 14:50], np.full((36, 36, 3), 200), screen)
    assert not shown[:, :14].any()
    assert not shown[:, 50:].any()


def test_without_a_display_it_is_pygame_that_says_so(pictures):
    with pytest.raises(pygame.error, match="no surface"):
        blit(pictures[0], None)
