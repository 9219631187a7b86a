"""People in pictures: BlazePose, fetched, pruned, tracked and smoothed; start reading at `estimator`."""
