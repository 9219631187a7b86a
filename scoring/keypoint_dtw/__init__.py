"""Method `keypoint_dtw`: one DTW for each of 13 joints, and a lookup of the movement and its view.

Start reading at `scorer`; `lookup` recognises movement and view in a table of `references`.
"""
