"""Pools: orders of several consumers that wait for each other, and are made together."""
