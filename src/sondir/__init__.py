"""Sondir puts out the crises of a small service business, inside its owner's limits.

Seven guests of one salon write that there is no air. Read the packages in this order
and you have followed what happens next:

- `domain` says what is true: a message, a reading, an alarm, a cause, an incident, a
  limit, a verdict, a sum of money, a promise, a record of the journal.
- `ports` says what the rest needs from outside: a clock, a channel, a reader, books.
- `stages` says what happens, one verb a file: receive, understand, detect, diagnose,
  notify the owner, source a vendor, negotiate, compensate, reach clients, reschedule,
  verify.
- `workflows` says in which order, and where we wait: from a webhook body to a reading
  (`intake`), and from an alarm to a close (`incident`), one turn at a time.

What may be exchanged stands in a row, and no member knows another:

- `playbooks` declare what is done about each kind of crisis;
- `channels` carry words to people and back: WhatsApp and Instagram;
- `languages` hold every word for a person, in Russian, Kazakh and English;
- `adapters` are the databases, the durable engine, the reader, the clock, the memory;
- `web` takes webhooks in and shows the owner what is going on;
- `world` is no part of the product: a simulated salon network to try it on.

Last, what makes a running program of all that:

- `settings` reads the environment and `sondir.toml`;
- `bootstrap` is the only place that knows every concrete class, one file an assembly;
- `cli` has one file a command, and `__main__` starts it.

Imports point one way, from the end of this page to its beginning; `lint-imports` fails
where one does not. docs/explanation/how-it-works.md follows one message through it.
"""
