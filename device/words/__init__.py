"""What the product says in each language: TOML files, and `lookup` to find a sentence.

Needs neither numpy nor pygame, so the page for phones uses it too.
"""
