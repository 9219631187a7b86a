"""The table of movements and views of method `keypoint_dtw`; README.md describes the file."""
