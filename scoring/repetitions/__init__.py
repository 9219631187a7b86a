"""How often a movement was repeated, whichever it is.

`movement` turns poses into channels, `principal` finds the directions along which a stretch of them moves,
`swings` what comes and goes there, and `counter` looks at stretches of several lengths and decides.
"""
