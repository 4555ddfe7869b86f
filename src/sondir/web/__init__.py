"""What reaches us over HTTP: webhooks first, then people with a browser, then programs.

`webhooks` checks a body over its raw bytes, keeps it, and only then answers 200; it
parses nothing.

People sign in (`sign_in`, `passwords`, `sessions`) and pass the `gate`, which asks who
they are, whether our own page sent them (`origin`, `forms`) and whether they have a
say. Then they see `today` (what burns just now), an `incident` while it happens
(`live`, `heads`), the `week`, the `journal`, and the `inbox` of what nobody could use.
What they
decide (`decisions`, above a sum with one of the `codes`) goes into the incident's
mailbox as a turn: pages write commands and never touch a row behind the journal's back.
Afterwards a `case_page` shows the `case` on two sheets of paper, also without names.

`showing` turns the books into what a page shows, `rendering` and `templates/` into
what a browser shows, `words` into the reader's language; `headers` let nothing foreign
run. `api` offers the same to programs, `metrics` counts for whoever watches the
machine. `parts` lists what all of this is given, and `pages` puts it together.
docs/reference/http.md lists every address.
"""
