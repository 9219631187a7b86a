"""Tells from a skeleton what somebody does: one interface, several methods behind it.

`recogniser` has the interface and its values.
"""
