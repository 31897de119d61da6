"""Ports, and their one implementation for SQLite and PostgreSQL."""
