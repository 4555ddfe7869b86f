"""What we need from outside, one small Protocol a file, with no word about how.

`desk` is the one to read first: everything a step may read and change in its one
transaction. It is made of the others:

- the salon: `people`, `bookings`, `conversations`, `surroundings` (weather, notices);
- the crisis: `inbox`, `corridors`, `incidents`, `mailbox`, `ledger`, `journal`,
  `outbox`, `undone` (work that raised), `evenings` (which days were told);
- the trade: `channel` (verify, parse, send), `reader` (words in, facts out),
  `phrasebook` (facts in, approved words out).

Beside the desk stand `steps` (how a workflow opens one, the only port that is
awaited), `clock` and `ids` (time and identity never come from anywhere else),
`receiving` (keep a webhook body before it is answered), `accounts` and `pages` (who
may sign in, and what the pages show).

Each port has at least two implementations, one of them in memory. The contract tests
(tests/contracts) make the same promises of all of them.
"""
