"""What the box says, in each language: a TOML file a language, and `lookup` to find a sentence.

Plain data: it needs neither numpy nor pygame, so the page for phones may use it too.
"""
