"""Charts as SVG: a calendar of weeks, scores over time, the curve of one match.

Decides sizes and positions; colours come from static/history.css by class, so that they follow the dark and
light themes. Takes numbers and gives markup.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup, escape

from device.admin.history.progress import DAYS, CalendarDay
from device.grades import GOOD_FROM, GREAT_FROM

# A phone of 390 px has 326 px between its margins: there, the chart's px are px of the phone.
WIDTH: Final = 326
LEFT: Final = 26
RIGHT: Final = 28
LETTERS: Final = 11
# minutes of training above which a day has the next shade
SHADES_MIN: Final = (0.0, 5.0, 15.0, 30.0)
CELL: Final = 17
CELL_GAP: Final = 4
# More points than px would not be visible.
POINTS_MAX: Final = 300

Point = tuple[float, float | None]


def level(score: float | None) -> str:
    """The class of a score: good, fair, bad, or none."""
    if score is None:
        return "none"
    return "good" if score >= GREAT_FROM else "fair" if score >= GOOD_FROM else "bad"


def calendar_chart(weeks: Sequence[Sequence[CalendarDay]], today: date) -> Markup:
    """A column for each week, a row for each weekday; a darker day has more training."""
    top, step = 16, CELL + CELL_GAP
    left = WIDTH - step * len(weeks) + CELL_GAP
    shapes = []
    for row in (0, 2, 4, 6):
        name = format_date(weeks[0][row].date, "EEEEE", rebase=False)
        shapes.append(written(left - 8, top + row * step + CELL - 4, name, "end"))
    month = None
    free_from = 0.0
    for column, week in enumerate(weeks):
        x = left + column * step
        if week[0].date.month != month and x >= free_from and (column == 0 or week[0].date.day <= 7):
            month = week[0].date.month
            shapes.append(written(x, LETTERS, format_date(week[0].date, "LLL", rebase=False)))
            free_from = x + 2 * step
        for row, day in enumerate(week):
            if day.seconds is not None:
                shapes.append(_cell(x, top + row * step, day, today))
    minutes = sum(day.seconds or 0.0 for week in weeks for day in week) / 60
    trained = sum(bool(day.seconds) for week in weeks for day in week)
    label = _(
        "%(weeks)s weeks: trained on %(days)s days, %(minutes)s minutes",
        weeks=len(weeks),
        days=trained,
        minutes=round(minutes),
    )
    return svg("calendar", top + DAYS * step, label, shapes)


def shade(seconds: float) -> int:
    """How dark a day is, 0 to 4."""
    return sum(seconds / 60 > bound for bound in SHADES_MIN)


def score_chart(points: Sequence[tuple[datetime, float]], label: str) -> Markup:
    """Scores of 0 to 100 over time, each a dot; at least one point."""
    height, top, bottom = 132, 12, 22
    first, last = points[0][0], points[-1][0]
    span = (last - first).total_seconds()

    def place(moment: datetime, score: float) -> tuple[float, float]:
        share = (moment - first).total_seconds() / span if span else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT), top + (1 - score / 100) * (height - top - bottom)

    places = [place(moment, score) for moment, score in points]
    shapes = [*_levels(top, height - bottom)]
    if len(places) > 1:
        shapes.append(line(places, "line"))
    for (moment, score), (x, y) in zip(points, places, strict=True):
        says = f"{format_date(moment, 'medium')}: {score:.0f}"
        shapes.append(
            Markup('<circle class="dot {}" cx="{}" cy="{}" r="3.5"><title>{}</title></circle>').format(
                level(score), px(x), px(y), says
            )
        )
    x, y = places[-1]
    shapes.append(written(x + 7, y + 4, f"{points[-1][1]:.0f}", "start", "value"))
    shapes.append(written(LEFT, height - 5, format_date(first, "short")))
    if span:
        shapes.append(written(WIDTH - RIGHT, height - 5, format_date(last, "short"), "end"))
    return svg("scores", height, label, shapes)


def live_chart(
    live: Sequence[Point],
    duration_s: float,
    label: str,
    *,
    before: Sequence[Point] = (),
    marks: Iterable[tuple[float, str, str]] = (),
) -> Markup:
    """One match's scores over its seconds; a gap where there was no score.

    before: the scores of the last time, drawn behind; marks: (seconds, class, words) of moments.
    """
    height, top, bottom = 168, 24, 22
    low = height - bottom

    def place(time_s: float, score: float) -> tuple[float, float]:
        share = min(max(time_s / duration_s, 0.0), 1.0) if duration_s > 0 else 0.0
        return LEFT + share * (WIDTH - LEFT - RIGHT), top + (1 - score / 100) * (low - top)

    shapes = [*_levels(top, low)]
    for points, name in ((before, "line before"), (live, "line")):
        shapes.extend(line([place(*point) for point in piece], name) for piece in _pieces(_thinned(points)))
    for time_s, name, words in marks:
        x = place(time_s, 0.0)[0]
        anchor = "start" if x < WIDTH * 0.3 else "end" if x > WIDTH * 0.7 else "middle"
        shapes.append(
            Markup('<line class="mark {}" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(
                name, top, low, x=px(x)
            )
        )
        shapes.append(written(x, top - 8, words, anchor, f"mark-text {name}"))
    for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        time_s = duration_s * share
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        shapes.append(written(x, height - 5, f"{int(time_s) // 60}:{int(time_s) % 60:02d}", anchor))
    return svg("live", height, label, shapes)


def spark(points: Sequence[tuple[datetime, float]]) -> Markup:
    """Scores over time as a small line without labels, for a row of a list."""
    scores = [score for _, score in points][-20:]
    step = 64 / max(len(scores) - 1, 1)
    places = [(3 + number * step, 3 + (1 - score / 100) * 22) for number, score in enumerate(scores)]
    shapes = [line(places, "line")] if len(places) > 1 else []
    x, y = places[-1]
    shapes.append(
        Markup('<circle class="dot {}" cx="{}" cy="{}" r="3"/>').format(level(scores[-1]), px(x), px(y))
    )
    return Markup('<svg class="chart spark" viewBox="0 0 70 28" aria-hidden="true">{}</svg>').format(
        Markup("").join(shapes)
    )


def svg(kind: str, height: float, label: str, shapes: Iterable[Markup]) -> Markup:
    """A chart of the usual width; kind: its class; label: what it says to who cannot see it."""
    return Markup(
        '<svg class="chart {}" viewBox="0 0 {} {}" role="img" aria-label="{}" font-size="{}">{}</svg>'
    ).format(kind, WIDTH, px(height), label, LETTERS, Markup("").join(shapes))


def _levels(top: float, low: float) -> Iterable[Markup]:
    """Grid lines with labels at 0, 100 and where good and great begin."""
    for score in (0.0, GOOD_FROM, GREAT_FROM, 100.0):
        y = top + (1 - score / 100) * (low - top)
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            LEFT, WIDTH - RIGHT, y=px(y)
        )
        yield written(LEFT - 6, y + 4, f"{score:.0f}", "end")


def _cell(x: float, y: float, day: CalendarDay, today: date) -> Markup:
    says = f"{format_date(day.date, 'medium', rebase=False)}: " + _(
        "%(minutes)s min", minutes=round((day.seconds or 0.0) / 60)
    )
    name = f"day shade{shade(day.seconds or 0.0)}" + (" today" if day.date == today else "")
    return Markup(
        '<rect class="{}" x="{}" y="{}" width="{s}" height="{s}" rx="4"><title>{}</title></rect>'
    ).format(name, px(x), px(y), says, s=CELL)


def line(places: Sequence[tuple[float, float]], name: str) -> Markup:
    """A line through places, px."""
    points = " ".join(f"{px(x)},{px(y)}" for x, y in places)
    return Markup('<polyline class="{}" points="{}"/>').format(name, points)


def written(x: float, y: float, words: str, anchor: str = "start", name: str = "") -> Markup:
    """Words at a place, px."""
    return Markup('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>').format(
        px(x), px(y), anchor, Markup(' class="{}"').format(name) if name else "", escape(words)
    )


def _thinned(points: Sequence[Point]) -> Sequence[Point]:
    step = -(-len(points) // POINTS_MAX) or 1
    return points[::step]


def _pieces(points: Iterable[Point]) -> Iterable[list[tuple[float, float]]]:
    """The parts between gaps."""
    piece: list[tuple[float, float]] = []
    for time_s, score in points:
        if score is not None:
            piece.append((time_s, score))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def px(length: float) -> str:
    """A length to a tenth of a px."""
    return f"{length:.1f}".removesuffix(".0")
