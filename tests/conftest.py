"""For all tests: how long a busy machine takes for an example is not tested, and what was skipped is said."""

from hypothesis import HealthCheck, settings

from tests.needs import summary

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_terminal_summary(terminalreporter):
    """Which commands bring what the skipped tests need."""
    for line in summary([report.longrepr[2] for report in terminalreporter.stats.get("skipped", ())]):
        terminalreporter.write_line(line)
