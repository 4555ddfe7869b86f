"""In which order, and where we wait. Only here are two stages named in one file.

`intake` works one webhook body off, in one transaction: `arrivals` takes each message
in once, `noticing` lets the detector see it and answers what must be answered;
`opening` opens an incident, `joining` adds a witness to one that is open, `reopening`
begins one anew; `deliveries` reads statuses, `commands` the owner's orders,
`repair_talk` and `handing_over` find out whose business an answer is.

`incident` works one incident's mailbox off, turn by turn, each in one transaction. A
turn says what happened; what follows from it is *wanted* here:

- what broke: `gathering` (the evidence), `diagnosing` (think, and ask the shift one
  question), `witnessing` (what the witnesses share), `spreading` (other branches begin
  to complain of the same), `fitting` (another playbook where the cause names one),
  `planned_works` (announced works explain it), `parting` (a branch leaves the
  network's incident), `caution` (what asks for a stricter mode);
- the owner: `planning` (the card), `owner` (tell), `asking` (ask, with an end that
  fails safe), `obeying` (their word holds from now on), `growing` (more freedom, as
  more witnesses join), `holding` (told once when HOLD begins);
- the repair: `repair` (the whole of it), `searching`, `offers`, `choosing`,
  `authorising`, `jobs` (the visit), `lingering` (work whose end nobody reports),
  `own_repair` (the shift has somebody of their own at it), `outreach` (how it is
  written down), `receipts` (what it really cost);
- the clients: `letters`, `gifts`, `moving` (visits), `updates` (what no longer holds),
  `promises` (what is owed), `relief` (until when and for whom visits are spoilt), all
  of them through `client_message`; the shift: `instructing` (what is to be done now);
- the branch: `considering` (may closing be thought of at all), `closure` (proposed
  with its price, decided by a person, reopened by itself), `closure_card` (the
  question), `closed_hours` (the visits in between);
- what never waits: `emergency`; and the end: `closing`, on evidence only, `calm` (the
  shift says so where nobody was hired).

`acts` is the gate that every wanted step goes through: judge, hold, act, record;
`every_act` says how each kind is proposed and carried out.
`speech` is the only way words go out: into the outbox, under a key of their own.
`sending` hands over what the outbox holds and `undelivered` says what then; `ringing`
turns a timer that is due into a turn and `bells` says what it does; `undone` orders
again what raised; `evening` closes the owner's day with one line; `looking` asks
whether any of that has something to do. `case` is what all of them hold in their
hands: one incident on the desk, for the length of one turn.

Between turns nothing runs and nothing waits: docs/decisions/0003 and 0004 say why.
"""
