"""Which exercises Formbox knows by name: their words, families, muscles, and how repetitions count.

Loads nothing that computes: the page needs it too. `exercise` has the values, `catalogue.toml` the exercises,
`catalogue` reads it.
"""
