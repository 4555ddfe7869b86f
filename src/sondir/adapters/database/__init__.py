"""Every port of the desk in one relational database: SQLite, or PostgreSQL.

Read *engine* first, then *desk*; *tables* say what is kept. docs/reference/database.md
explains the locks and what the database itself refuses.
"""
