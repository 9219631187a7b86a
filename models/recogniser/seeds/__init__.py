"""The methods of the published work on classifying exercises: what Formbox's own is compared with.

`angles_forest` and `clusters` name single frames (`frames`), `lstm` and `stgcn` slices (`slices`; `network`
trains and converts them). `files` reads and writes what was trained: for each method one file for THREE, as
published, and one for all movements. `README.md` is their card.
"""
