"""The messengers that Sondir speaks: one folder and one line for each.

A channel knows no other channel and nothing of ours but `domain/` and `ports/`; what
two of them share of Meta's API stands in `graph_api`.
docs/how-to/add-a-channel.md says how to add one; the contract tests meet it by
themselves.
"""

from sondir.channels.instagram import Instagram
from sondir.channels.whatsapp import WhatsApp

CHANNELS = (WhatsApp, Instagram)
"""All of them; each is made of its keys, an HTTP client and a base URL."""
