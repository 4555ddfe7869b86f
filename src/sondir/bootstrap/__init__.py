"""The only place that knows every concrete class; one file an assembly.

- `server`: database, engine, channels, loops and web in one process (`serving` gives
  it a socket, `loops` are its sender and its bell, `house` its equipment);
- `memory`: the same workflows, the world's people and a virtual clock, for tests and
  for `replaying` a history from a file of message `records`;
- `demo`: a server and a world as two processes (`children`) that speak HTTP only;
  `following` reads the journal meanwhile, `showing` prints it, `reckoning` adds it up;
- `simulating` plays crises by the thousand, `proving` some of them again on databases;
  `outcomes` reckons what they cost in three hands.

`books` and `casebook` read an installation for the command line. `translation` turns
the world's people into what a channel would have delivered, and back: nothing outside
this package knows both sides.
"""
