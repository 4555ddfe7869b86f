"""The simulated salon network, and the stand-in of the channels' API.

Read it from the outside in:

- document, demo, crisis, day: who exists, what is true, what is said on the day;
- hostile, whole_day: many of them, drawn by number, for simulation;
- people (owner, shift, vendor with its job, client): text in, delayed replies out;
  hearing and wording are their ears and mouths, `speech/*.toml` their words;
- gateway (limits, catalogue): what the channels accept, and what they report;
- network: all of it on one agenda, pure, without a clock;
- replay: the network in memory; server (conductor, courier, graph_api): over HTTP.

It knows no other package of ours. docs/reference/world.md is its contract.
"""
