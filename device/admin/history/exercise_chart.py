"""One exercise over time as SVG: a bar of repetitions for each match, its good part full, and their range."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from device.admin.history.charts import LEFT, RIGHT, WIDTH, line, px, svg, written
from device.store.repetitions import Done

# Matches in a chart; older ones are left out.
MATCHES_MAX: Final = 16
BAR_MAX: Final = 22.0
HEIGHT: Final = 118
TOP: Final = 14
BOTTOM: Final = 20
# The range at the top of the chart, a share of the reference's.
REACH_TOP: Final = 1.25


def exercise_chart(points: Sequence[Done], label: str) -> Markup:
    """points: matches, the oldest first, at least one."""
    shown = points[-MATCHES_MAX:]
    most = max(one.counted + one.tried for one in shown) or 1
    low = HEIGHT - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / len(shown)
    width = min(step * 0.7, BAR_MAX)
    shapes = [_grid(low, "0"), _grid(TOP, f"{most}")]
    places: list[tuple[float, float] | None] = []
    for number, one in enumerate(shown):
        middle = LEFT + (number + 0.5) * step
        shapes.append(_bar(one, middle - width / 2, width, low, (low - TOP) / most))
        places.append(
            None if one.reach is None else (middle, low - min(one.reach / REACH_TOP, 1) * (low - TOP))
        )
    shapes.extend(line(pair, "reach") for pair in pairwise(places) if None not in pair)  # type: ignore[arg-type]
    last = places[-1]
    if last is not None:
        shapes.append(Markup('<circle class="reach" cx="{}" cy="{}" r="2.5"/>').format(*map(px, last)))
        shapes.append(
            written(WIDTH - RIGHT + 2, last[1] + 4, f"{shown[-1].reach or 0:.0%}", "start", "value")
        )
    shapes.append(written(LEFT, HEIGHT - 4, format_date(shown[0].played_at, "short")))
    if len(shown) > 1:
        shapes.append(written(WIDTH - RIGHT, HEIGHT - 4, format_date(shown[-1].played_at, "short"), "end"))
    return svg("done", HEIGHT, label, shapes)


def _bar(one: Done, x: float, width: float, low: float, unit: float) -> Markup:
    """Good ones at the bottom, others that count above them, attempts hollow on top."""
    says = f"{format_date(one.played_at, 'medium')}: " + ngettext(
        "%(num)s repetition", "%(num)s repetitions", one.counted
    )
    says = says + ", " + _("%(num)s good", num=one.good)
    pieces, y = [], low
    for look, count in (("good", one.good), ("flawed", one.counted - one.good), ("tried", one.tried)):
        y -= count * unit
        if count:
            pieces.append(
                Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    look, *map(px, (x, y, width, count * unit))
                )
            )
    return Markup("<g><title>{}</title>{}</g>").format(says, Markup("").join(pieces))


def _grid(y: float, words: str) -> Markup:
    drawn = Markup('<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
        LEFT, WIDTH - RIGHT, y=px(y)
    )
    return drawn + written(LEFT - 6, y + 4, words, "end")
