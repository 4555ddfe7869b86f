"""What is kept beyond a day: backups that can be restored, and people who are not.

`archive` is the file, the same for both databases; `taking` copies one state of a
database into it, `restoring` makes a database of it. `finding`, `erasing` and
`scrubbing` take one client out of everything that stands beside the journal.
"""
