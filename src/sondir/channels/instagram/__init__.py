"""Instagram (messages of business accounts): verify, parse, send."""

from sondir.channels.instagram.channel import Instagram

__all__ = ["Instagram"]
