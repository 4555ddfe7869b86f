"""The outside, one package a kind: each implements ports, and knows no sibling's trade.

- `database`: the desk in SQLite or PostgreSQL; what must never happen is refused there;
- `durable`: runs that survive the death of their process, on the same database;
- `reader`: words in Russian, Kazakh and both, into facts, without a network;
- `memory`: all ports without a file or a server, on a clock that can be moved;
- `system`: the machine's clock and fresh ids; `served_clock`: the demo's time, which
  jumps.

Which of them a program gets is decided in bootstrap/ and nowhere else.
"""
