"""The database: tables, and functions that take a session and return plain values."""
