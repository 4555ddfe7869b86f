"""Replies of people the autopilot writes to: vendors, clients, the shift.

Three functions, each from untrusted words to typed facts, none of which keeps
anything: *read_vendor_reply*, *read_client_reply*, *read_shift_answer*.
"""

from sondir.adapters.reader.replies.client import read_client_reply
from sondir.adapters.reader.replies.shift import read_shift_answer
from sondir.adapters.reader.replies.vendor import read_vendor_reply

__all__ = ["read_client_reply", "read_shift_answer", "read_vendor_reply"]
