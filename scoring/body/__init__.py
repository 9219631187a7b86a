"""The body as arrays, shared by the methods: joints, tracks, sampling, bone directions, errors, points.

Imports `scoring.dtw` and `scoring.calibration` and nothing else of scoring.
"""
