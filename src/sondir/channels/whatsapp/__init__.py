"""WhatsApp (Cloud API): verify, parse, send."""

from sondir.channels.whatsapp.channel import WhatsApp

__all__ = ["WhatsApp"]
