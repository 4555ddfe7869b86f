"""Write to a client who is affected: own matter, what is done, what is offered.

Composes the phrase and its arguments; the words and their promises are the
phrasebook's, in the client's language.
"""

from dataclasses import dataclass

from sondir.domain.incident import Incident, Job
from sondir.domain.people import Booking, Person


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: help that *arrives* by (local "11:20"), announced *works* that
    end at *until*, or *heat* outside against which the shift was asked to help."""

    arrives: str = ""
    works: str = ""
    until: str = ""
    heat: bool = False

    @property
    def measure(self) -> str:
        """Name the kind of letter that says it.

        >>> Known(works="water", until="14:00").measure, Known().measure
        ('works', 'working')
        """
        if self.arrives or self.works:
            return "coming" if self.arrives else "works"
        return "heat" if self.heat else "working"


@dataclass(frozen=True, slots=True)
class LetterTo:
    """One letter: which phrase, with what in it."""

    phrase: str
    args: dict[str, str | int]


def letter_for(
    person: Person,
    incident: Incident,
    *,
    visit: Booking | None,
    gift: tuple[str, str] | None,
    known: Known,
) -> LetterTo:
    """Compose the letter to one witness.

    *gift* is (kind, value). It is named only to people who consented to advertising;
    the others hear that the salon makes it up to them at the desk. It says
    what is *known*, and only where nothing is, that the cause is being found.
    """
    if gift is None:
        offer = "none"
    elif not person.ad_consent:
        offer = "desk"
    else:
        offer = gift[0]
    args: dict[str, str | int] = {
        "name": person.name or "",
        "topic": incident.topic,
        "service": visit.service if visit else "",
        "master": visit.master if visit else "",
        "arrives": known.arrives,
        "works": known.works,
        "until": known.until,
        "gift_value": gift[1] if gift and offer == gift[0] else "",
    }
    measure = known.measure
    if measure == "heat" and offer != "none":
        measure = "working"
    return LetterTo(f"client.letter.{measure}.{offer}", args)


def arrival(job: Job | None) -> str | None:
    """Return the promised time of arrival as local "11:20", None without a job."""
    if job is None or job.state not in ("authorised", "arrived"):
        return None
    from_utc = job.eta_by.timestamp() + 5 * 3600
    minutes = int(from_utc // 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
