"""What the same crises cost in three hands, reckoned by open assumptions.

- `assumptions.toml` is every guess, in one file; `assuming` reads it, or another;
- `playing` plays whole days of a salon in memory and keeps the facts of each crisis
  (`keeping_facts`): the autopilot's times are those, and no assumption;
- `comparing` draws all that is uncertain, many times, and asks the domain's
  `outcome_model` what each crisis costs in each pair of hands;
- `drawing` makes the pictures, `page` the report with its `page.html`, `printing` the
  terminal's form, and `figures` writes numbers as people read them.
"""
