"""Finds and tracks people in pictures with BlazePose; start reading at `estimator`."""
