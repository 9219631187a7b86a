"""What real people add to the made-up ones: two photographs each of some 400 exercises, read by BlazePose.

`rules.toml` says which public exercise is which of the catalogue, `make` writes `photographs.npz` from the
data, `file` reads it, and `sets` makes tracks of it. The photographs are those of free-exercise-db
(Unlicense, public domain); no picture is kept, only what the network saw in it.
"""
