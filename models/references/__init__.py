"""The table in which method `keypoint_dtw` looks up movements and views; README.md is its card."""
