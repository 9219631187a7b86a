"""`python -m tests.tools.judge.followed`: the table alone."""

from tests.tools.judge.followed.measure import measure, show

show(measure())
