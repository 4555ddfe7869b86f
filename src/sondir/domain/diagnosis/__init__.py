"""From findings to a cause: what is broken, how sure, why, and what to ask.

`findings_from` turns the figures of a crisis into findings, `diagnose` weighs the
causes, `best_question` chooses what to ask the shift, `learned` keeps what a person
confirmed. The figures stand in tables/, one file per topic.
"""

from sondir.domain.diagnosis.case_facts import CaseFacts, findings_from
from sondir.domain.diagnosis.diagnosis import (
    CauseBelief,
    Diagnosis,
    diagnose,
)
from sondir.domain.diagnosis.evidence import Evidence, Sentence, confirmation
from sondir.domain.diagnosis.inference import fixed
from sondir.domain.diagnosis.learning import Counts, learned
from sondir.domain.diagnosis.question import (
    Question,
    best_question,
    evidence_of_answer,
    supported_by,
)

__all__ = [
    "CaseFacts",
    "CauseBelief",
    "Counts",
    "Diagnosis",
    "Evidence",
    "Question",
    "Sentence",
    "best_question",
    "confirmation",
    "diagnose",
    "evidence_of_answer",
    "findings_from",
    "fixed",
    "learned",
    "supported_by",
]
