"""Notices when complaints of a branch stop looking like chance, and says how sure.

Read *detector* first: it takes one reading after the other (*Complaint*) and answers
with *Alarm*s. Behind it stand the independent witnesses (*ballot*, *votes*, *crowd*),
what is usual (*profile*, *baseline*, *standing*, *dispersion*, *network*), the scan
over windows (*cluster*), the causes that hit the whole city (*rise*, *shared*) and the
rule that turns a rare cluster into a level (*decision*).
docs/explanation/noticing.md tells the story in plain words.
"""

from sondir.domain.detection.alarm import Alarm, Level, PermissionCap
from sondir.domain.detection.bystanders import is_copy, loud_branches
from sondir.domain.detection.complaint import Complaint
from sondir.domain.detection.detector import Detector
from sondir.domain.detection.near_copy import fingerprint
from sondir.domain.detection.settings import DetectorSettings

__all__ = [
    "Alarm",
    "Complaint",
    "Detector",
    "DetectorSettings",
    "Level",
    "PermissionCap",
    "fingerprint",
    "is_copy",
    "loud_branches",
]
