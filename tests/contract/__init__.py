"""The promises of `storage.ports`, kept on SQLite and on PostgreSQL alike."""
