"""What happens, one verb a file: facts in, facts or intents out, synchronous and pure.

In the order of a crisis:

- `receive`: whose message is it, which branch does it concern, is it a command;
- `heed`: what an owner asks for in free words - no word of theirs is lost;
- `understand`: what the detector counts of a reading, and what may be kept of it;
- `detect`: what an alarm means - a look, or an incident, and how freely it may act;
- `recognise`: which thing of its topic a complaint names, and what most name;
- `locate`: in which room of the branch, by the words of guests and of the shift;
- `diagnose`: which cause, what for and against it, which one question would settle it;
- `notify_owner`: one card for the whole plan, with three buttons;
- `source_vendor`: near, open, of the trade; the best three, and why the others are not;
- `negotiate`: what a vendor's answer means against the terms, and our next move;
- `compensate`: who is eligible by the facts of this crisis, with what, and why not;
- `reach_clients`: the client's own matter, what is done about it, what is offered;
- `reschedule`: another time for those whose visit would fall into the repair;
- `weigh_closure`: what closing the branch costs, what staying open, until when;
- `verify`: is it over, and what evidence is still missing;
- `measure`: what the crisis took, cost and left, from facts alone;
- `audit`: from outside, has anything happened that may never happen.

No stage knows another, writes a row or reads a clock. The order is workflows/.
"""
