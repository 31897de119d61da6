"""Demand: what is published, told, and when."""
