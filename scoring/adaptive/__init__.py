"""Method `adaptive`: made for a living room, where people are late, stand elsewhere and mirror the tutor.

Bodies are compared as the directions of their bones in space, both turned to one heading. Where the user is
in the tutor's film is found by open-begin, open-end DTW; the lag, the heading between the two cameras and
whether left is right change slowly or never, so they are learned and then held. `directions` makes what is
compared, `warp` aligns, `aligner` learns them, `body.pose_errors` and `body.points` give points, `scorer`
brings them together.
"""
