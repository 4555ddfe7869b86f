"""What is true: the nouns of a salon in trouble, and the rules that hold among them.

Standard library values only. No file here reads a clock, a network, a database or a
random number, so every rule can be tried with plain values in a doctest.

Who and where:
    `organisation`, `people` and `person` (a person is a set of aliases, never a phone
    number), `founding` (what a new organisation starts with), `surroundings` (weather,
    announced works, sensors).
What came in:
    `untrusted` (words from outside have a type of their own), `signature` and
    `foreign` (proof and shape of a webhook body), `inbound` (its facts), `reading`
    (what was understood of a text).
What is wrong:
    `detection` (does this still look like chance?), `diagnosis` (what broke, how
    sure, what to ask), `incident` (everything known about one crisis) and `turn`
    (everything that may happen to it), `closure` (a branch that a person may close).
What may be done:
    `playbook` (the steps of one kind of crisis), `step` (one step with the facts that
    limits ask about), `corridor` (the owner's limits; `corridor_document` reads them,
    `corridor_sentences` says them), `limits` (each limit as a function), `verdict`
    (the one gate before every act), `hold` (the veto), `mode` (how freely we fly).
What is owed:
    `money`, `ledger` (reserved before it is promised), `promise`, `tariff` (what a
    message costs), `patience` (how long we wait for people).
What is said and remembered:
    `phrase_kind` and `phrase` (what may be said, and what it promises), `outbound` (a
    message of ours), `journal` (what the autopilot did, in a chain nobody can quietly
    change), `audit` (what anybody outside may check of it), `promotion` (trust by
    record), `day` (what a stretch of the journal came to), `evening` (when the owner is
    told), `outcome` (what a crisis took, cost and left), `source_clock` (what it is
    set beside) and `outcome_model` (what a crisis costs in three hands, by open
    assumptions).
When it fails:
    `errors`: a mistake of our caller, a world that is away, a no for good.
"""
