"""Method `adaptive`, for living rooms, where people are late, stand at another angle and mirror the tutor.

Bodies are compared by the directions of their bones in space, turned to a common heading. Every half second
the last two seconds are searched in the lesson (`warp`, open begin and end), `lags` chooses the cheapest way
from lag to lag, and `aligner` aligns closely and estimates the heading. That is done for each of the
`readings` of a person, as seen and mirrored, until the evidence decides; `weights` says which lines tell the
moment, `taking_part` whether the user moves at all, `timing` what being late costs on a beat.

`match` aligns the whole match at its end. `body.part_errors` sums up differences by part, `body.points` turns
them into points, `tally` averages over a match, and `scorer` implements Scorer with them.
"""
