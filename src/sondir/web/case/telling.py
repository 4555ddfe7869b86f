"""Write the sheet of a case: what happened, why, who decided, what it cost and left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sondir.ports.pages import Voice
from sondir.web.case.folder import CaseFolder
from sondir.web.case.happening import moments_of
from sondir.web.case.masking import redact
from sondir.web.case.results import clock_of, money_of, results_of
from sondir.web.case.saying import Saying, capital
from sondir.web.case.sheet import Rival, Sheet, Tile
from sondir.web.showing.snapshot import references
from sondir.web.words import Words

HEADINGS = (
    "kicker",
    "in_short",
    "timeline",
    "cause",
    "clock",
    "money",
    "decisions",
    "outcome",
)
ROLES = ("client", "owner", "staff", "branch", "network")
MOST_RIVALS, MOST_DECISIONS = 3, 5
SHORT_HASH = 16
STORY_LINE = 110
"""Characters of a line of the story."""


def tell(folder: CaseFolder, voice: Voice, lang: str, redacted: bool = False) -> Sheet:
    """Write the sheet in *lang*; with *redacted* one for strangers."""
    words = Words(lang)
    stand_ins = {role: words(f"case.{role}") for role in ROLES}
    if redacted:
        folder = redact(folder, voice.knows, stand_ins)
    else:
        folder = _with_roles(folder, stand_ins)
    saying = Saying(folder, voice, words)
    snapshot, story = folder.snapshot, _story(saying)
    return Sheet(
        lang=words.lang,
        headings={name: saying(name) for name in HEADINGS},
        title=_title(saying),
        subtitle=f"{snapshot.branch_name} · {saying.day(snapshot.incident.opened_at)}",
        state=_state(saying),
        story=story,
        tiles=_tiles(saying),
        moments=moments_of(saying, _height(story, redacted)),
        more=saying("more", n=len(snapshot.records)),
        conclusion=_conclusion(saying),
        rivals=_rivals(saying),
        clock=clock_of(saying),
        clock_note=saying("clock_note"),
        money=money_of(saying),
        decisions=_decisions(saying),
        results=results_of(saying),
        feet=_feet(saying),
        masked=saying("masked") if redacted else "",
    )


def _with_roles(folder: CaseFolder, roles: Mapping[str, str]) -> CaseFolder:
    """Call by their role those who have no name, or were erased."""
    snapshot = folder.snapshot
    refs = references(snapshot.records) | set(snapshot.incident.witnesses)
    nameless = {}
    for ref in refs:
        role, _, number = ref.partition(":")
        if role in roles:
            many = role == "client"
            nameless[ref] = f"{roles[role]} {number}" if many else roles[role]
    named = replace(snapshot, aliases={**nameless, **snapshot.names})
    return replace(folder, snapshot=named)


def _title(saying: Saying) -> str:
    """Name the crisis by its topic, or by its playbook where the topic says little."""
    incident = saying.folder.snapshot.incident
    table, code = "topic", incident.topic
    if incident.topic == "other" and incident.playbook is not None:
        table, code = "playbook", incident.playbook
    return capital(saying.word(table, code))


def _height(story: Sequence[str], redacted: bool) -> int:
    """Count the lines above the entries that are not always there."""
    return 1 + len(" ".join(story)) // STORY_LINE + (2 if redacted else 0)


def _state(saying: Saying) -> str:
    incident = saying.folder.snapshot.incident
    if incident.closed_at is None:
        return saying("state_open")
    how = "by_person" if incident.resolved_by else "on_evidence"
    closed = saying("state_closed", at=saying.clock(incident.closed_at))
    return f"{closed}, {saying(how)}"


def _story(saying: Saying) -> list[str]:
    """Retell the case so that somebody who knows nothing can retell it too."""
    snapshot, outcome = saying.folder.snapshot, saying.folder.outcome
    incident = snapshot.incident
    story = [
        saying(
            "happened",
            day=saying.day(incident.first_at),
            clock=saying.clock(incident.first_at),
            witnesses=saying.people(len(incident.witnesses)),
            verified=saying.people(incident.verified),
            mentions=saying.people(incident.mentions),
        ),
        _conclusion(saying),
    ]
    after = {step.line: step for step in outcome.steps}
    told, agreed = after["ACTION_INITIATED"], after["WHATSAPP_OUTREACH"]
    if told.after_s is not None:
        story.append(saying("told", span=saying.after(told)))
    if incident.permission == "observe":
        story.append(saying("observed"))
    if agreed.after_s is not None:
        story.append(saying("agreed", span=saying.after(agreed)))
    if outcome.downtime_min is not None:
        story.append(saying("repaired", span=saying.span(outcome.downtime_min * 60)))
    if handed := _handed(saying):
        story.append(f"{saying('handed', n=saying.people(handed))}.")
    spent, limit = saying.kzt(outcome.spent_kzt), saying.kzt(outcome.limit_kzt)
    story.append(saying("cost", spent=spent, limit=limit))
    return [*story, _end(saying)]


def _end(saying: Saying) -> str:
    closed = _latest(saying, "INCIDENT_CLOSED")
    if saying.folder.outcome.is_open or not closed.get("sentence"):
        return saying("still_open")
    return saying.sentence(closed["sentence"])


def _conclusion(saying: Saying) -> str:
    incident = saying.folder.snapshot.incident
    if incident.cause is None:
        return saying("cause_unknown")
    key = "cause_provisional" if incident.provisional else "cause_confirmed"
    cause = saying.word("cause", incident.cause)
    return saying(key, cause=cause, p=saying.percent(incident.cause_p))


def _tiles(saying: Saying) -> list[Tile]:
    outcome = saying.folder.outcome
    told = next(s for s in outcome.steps if s.line == "ACTION_INITIATED")
    down, answers = outcome.downtime_min, outcome.answers
    fine = saying(
        "of", n=saying.people(answers.fine), of=saying.people(answers.written)
    )
    return [
        Tile(saying.after(told), saying("tile_first")),
        Tile(saying.span(None if down is None else down * 60), saying("tile_down")),
        Tile(saying.kzt(outcome.spent_kzt), saying("tile_spent")),
        Tile(fine if answers.written else "—", saying("tile_fine")),
    ]


def _rivals(saying: Saying) -> list[Rival]:
    causes = list(_latest(saying, "AGENT_THOUGHT").get("causes") or ())
    return [
        Rival(
            cause=saying.word("cause", line["cause"]),
            p=saying.percent(str(line["p"])),
            share=min(max(float(str(line["p"])), 0.0), 1.0),
            leads=number == 0,
            speaks=_speaks(saying, line),
        )
        for number, line in enumerate(causes[:MOST_RIVALS])
    ]


def _speaks(saying: Saying, line: Mapping[str, Any]) -> list[str]:
    said = []
    for side in ("for", "against"):
        found = line.get(side) or ()
        if found:
            said.append(saying(side, list=saying.listed(found, 2)))
    return said


def _decisions(saying: Saying) -> list[str]:
    """Say what people decided, and how often the corridor made us wait or ask."""
    lines = []
    for record in saying.folder.snapshot.records:
        fields, data = record.fields, record.fields["data"]
        at = saying.clock(datetime.fromisoformat(str(fields["at"])))
        if fields["entry"] == "OWNER_DECISION":
            decision = saying.word("decision", data["decision"])
            by = saying.name(data["by"])
            lines.append(saying("decided", at=at, decision=decision, by=by))
        elif fields["entry"] == "INCIDENT_CLOSED" and fields["actor"] != "autopilot":
            lines.append(saying("closed_by", at=at, by=saying.name(fields["actor"])))
    lines = lines[:MOST_DECISIONS] or [saying("nobody_decided")]
    handed = _handed(saying)
    if handed:
        lines.append(saying("handed", n=saying.people(handed)))
    verdicts = Counter(d["verdict"] for d in _all(saying, "VERDICT"))
    names = ("allow", "hold", "ask", "refuse")
    return [*lines, saying("corridor", **{n: verdicts[n] for n in names})]


def _handed(saying: Saying) -> int:
    return len({d.get("client") for d in _all(saying, "HUMAN_HANDOFF")})


def _feet(saying: Saying) -> list[str]:
    snapshot = saying.folder.snapshot
    made = saying("made", at=saying.day(snapshot.now))
    if not snapshot.records:
        return [made]
    digest = snapshot.records[-1].hash[:SHORT_HASH]
    return [made, saying("proof", hash=digest)]


def _all(saying: Saying, entry: str) -> list[Mapping[str, Any]]:
    records = saying.folder.snapshot.records
    return [r.fields["data"] for r in records if r.fields["entry"] == entry]


def _latest(saying: Saying, entry: str) -> Mapping[str, Any]:
    found = _all(saying, entry)
    return found[-1] if found else {}
