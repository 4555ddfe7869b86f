"""What anybody outside may check: evidence of a story, and rules about its clients.

The whole list of rules is `sondir.stages.audit`.
"""
