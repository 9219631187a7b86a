"""The clock on the wall, in the household's own time."""

from datetime import tzinfo

from device.scenes.context import Parts


def clock_on_the_wall(parts: Parts) -> str:
    """Hours and minutes."""
    return f"{parts.now().astimezone(zone_of(parts)):%H:%M}"


def zone_of(parts: Parts) -> tzinfo:
    """The zone of the household."""
    return parts.settings.zone
