"""Method cosine: the pose in its bounding box as one unit vector."""
