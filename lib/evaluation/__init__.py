"""Measure the whole library: gold data, scorers, benchmark."""
