"""Recognition of exercises: what it learns from, training, and the trained files.

`performances` makes the tracks to learn from, `dataset` windows of them; `methods` names what can be trained
(`train_forest`, `lift/`, `seeds/`), `forest_file` is the file of the forest that ships. `vocabulary` has what
unknown movement is compared with, `words.toml` what the words of its names say.
"""
