"""Method `keypoint_dtw`: one DTW for each of 13 joints, and a lookup of what is done and seen from where.

Start reading at `scorer`; `lookup` recognises, in a table of `references`.
"""
