"""The body as arrays: joints, tracks, sampling, left and right, directions, errors and points."""
