"""Tells from a skeleton what somebody does: one interface, several methods behind it.

`recogniser` has the interface and its values. The method that ships: `body_frame` turns a window into the
body's own heading, `channels` are what is looked at, `statistics` make one row of a window, `forest` names
it, `windows` does so for a person sample by sample (`newest` keeps their samples). The published methods:
`frames` asks a forest or `clusters` about single frames, `slices` a network about the newest ones. `live`
makes a steady name of the answers of any method, `segments` the parts of a whole track, `words` the words of
a name; `families` says which names are siblings.
"""
