"""Method `adaptive`, for living rooms, where people are late, stand at another angle and mirror the tutor.

Bodies are compared by the directions of their bones in space, turned to a common heading. Open-begin,
open-end DTW finds the position in the lesson that the user is at. Three things change slowly or never and are
estimated over time: the lag, the heading between the two cameras, and whether the user mirrors the tutor.

`body.directions` makes what is compared, `warp` aligns, `aligner` estimates lag and heading, `match` aligns
the whole match at its end, `body.pose_errors` and `body.points` turn differences into points, `tally`
averages points over a match, and `scorer` implements Scorer with them.
"""
