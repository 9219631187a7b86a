"""Method `cosine`: the cosine similarity of single poses, each a unit vector. One module, `scorer`."""
