"""Every port in memory: replay, rehearsal, simulation and tests run on these.

`desk` puts them together: `crm` (people, visits, conversations, incidents), `books`
(journal and ledger, with the refusals of the database), `post` (inbox, outbox,
mailboxes), `talk`. `engine` runs the same workflows on `clock`, which only moves when
it is told to; `ids` counts, so that two runs write the same bytes; `seed` founds an
organisation. Nothing here waits, and nothing is kept after the process.
"""
