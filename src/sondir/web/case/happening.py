"""What happened, in the source's form: one entry a moment, many letters in one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sondir.domain.journal import Record
from sondir.domain.organisation import local
from sondir.web.case.saying import Saying, capital
from sondir.web.case.sheet import Moment

Data = Mapping[str, Any]
MOST_LINES = 52
"""Lines of the first page for entries, heads included, and for the words before."""
LONG_LINE = 104
"""Characters after which a line is broken in two."""
NOTHING = "—"
"""A line whose value is absent."""
ALWAYS = ("INCIDENT_CLOSED",)
ONCE = ("AGENT_MONITOR", "AGENT_THOUGHT", "ACTION_INITIATED", "VENDOR_SEARCH")
EACH = (
    "QUESTION_ANSWERED",
    "AGENT_DECISION",
    "OWNER_DECISION",
    "CLOSURE_PROPOSED",
    "INCIDENT_REOPENED",
    "INCIDENT_CLOSED",
)
TOGETHER = (
    "CLIENT_COMMUNICATION_INITIATED",
    "COMPENSATION_FLOW",
    "BOOKING_FLOW",
    "HUMAN_HANDOFF",
)
STATES = ("agreed", "arrived", "done", "no_show", "raised", "cancelled")


def moments_of(saying: Saying, taken: int) -> list[Moment]:
    """Tell the case; what does not fit on a page is left in the journal.

    *taken* counts the lines that stand above.
    """
    told = _without_repeats(_moments(saying))
    closing = [m for m in told if any(entry in m.head for entry in ALWAYS)][-1:]
    room = MOST_LINES - taken - sum(_height(m) for m in closing)
    kept: list[Moment] = []
    for moment in told:
        if moment in closing:
            continue
        room -= _height(moment)
        if room >= 0:
            kept.append(moment)
    return [*kept, *closing]


def _without_repeats(moments: Iterable[Moment]) -> list[Moment]:
    """Tell what was said several times once, and how often."""
    found: dict[tuple[str, ...], list[Moment]] = {}
    for moment in moments:
        entry = moment.head.partition(" ")[2]
        found.setdefault((entry, *moment.lines), []).append(moment)
    return [
        same[0]
        if len(same) == 1
        else Moment(f"{same[0].head} × {len(same)}", same[0].lines)
        for same in found.values()
    ]


def _height(moment: Moment) -> int:
    return 1 + sum(1 + len(line) // LONG_LINE for line in moment.lines)


def _moments(saying: Saying) -> Iterator[Moment]:
    """Walk the records; entries of one kind that come often are told together."""
    met: Counter[str] = Counter()
    for record in saying.folder.snapshot.records:
        entry = str(record.fields["entry"])
        met[entry] += 1
        if entry in TOGETHER:
            if met[entry] == 1:
                yield _moment(record, _together(saying, entry))
        elif entry == "WHATSAPP_OUTREACH":
            if record.fields["data"].get("state") in STATES:
                yield _moment(record, _outreach(saying, record))
        elif entry in EACH or (entry in ONCE and met[entry] == 1):
            tell = TOLD.get(entry, _plain)
            yield _moment(record, tell(saying, record))


def _moment(record: Record, lines: list[str]) -> Moment:
    at = local(datetime.fromisoformat(str(record.fields["at"])))
    return Moment(f"[{at:%H:%M:%S}] {record.fields['entry']}():", lines)


def _plain(saying: Saying, record: Record) -> list[str]:
    """Say an entry as the journal does, without its head."""
    names = saying.folder.snapshot.names
    fields = {**record.fields, "branch": saying.folder.snapshot.branch_name}
    lines = saying.voice.entry(fields, saying.lang, names)[1:]
    return [said for line in lines if (said := line.removeprefix("→ ")) != NOTHING]


def _action(saying: Saying, record: Record) -> list[str]:
    """By which phrase it was said is of no use to somebody who cannot look it up."""
    return [capital(line) for line in _plain(saying, record)[:1]]


def _thought(saying: Saying, record: Record) -> list[str]:
    data = record.fields["data"]
    if data.get("conclusion"):
        return [saying("concluded", said=saying.sentence(data["conclusion"]))]
    lines = []
    for line in list(data.get("causes") or ())[:2]:
        cause = saying.word("cause", line["cause"])
        lines.append(saying("leading", cause=cause, p=saying.percent(line["p"])))
    return lines


def _search(saying: Saying, record: Record) -> list[str]:
    listed = record.fields["data"].get("shortlist") or ()
    trade = {**record.fields, "data": {**record.fields["data"], "shortlist": []}}
    first = saying.voice.entry(trade, saying.lang, {})[1:2]
    said = [line.removeprefix("→ ") for line in first]
    return [*said, saying("shortlist", n=len(listed))]


def _choice(saying: Saying, record: Record) -> list[str]:
    data = {**record.fields["data"], "rejected": []}
    return _plain(saying, _with(record, data))


def _outreach(saying: Saying, record: Record) -> list[str]:
    data = record.fields["data"]
    if data.get("state") == "agreed":
        return _plain(saying, _with(record, {**data, "why": None}))
    name, state = saying.name(data["vendor"]), saying.word("outreach", data["state"])
    return [f"{name}: {state}"]


def _with(record: Record, data: Data) -> Record:
    fields = {**record.fields, "data": data}
    return Record(record.seq, record.hash, record.prev, record.text, fields)


def _together(saying: Saying, entry: str) -> list[str]:
    records = saying.folder.snapshot.records
    found = [r.fields["data"] for r in records if r.fields["entry"] == entry]
    return TOGETHER_TOLD[entry](saying, found)


def _letters(saying: Saying, found: list[Data]) -> list[str]:
    people = {data["client"]: data for data in reversed(found)}
    abouts, langs, channels = (
        Counter(str(data[name]) for data in people.values())
        for name in ("about", "lang", "channel")
    )
    everywhere = all(data.get("disclosure") for data in people.values())
    answer = saying.word("answer", "yes" if everywhere else "no")
    lines = [
        saying(
            "letters",
            n=saying.people(len(people)),
            abouts=saying.tally(saying.words_of("about", abouts)),
        ),
        saying(
            "langs",
            langs=saying.tally(saying.words_of("lang", langs)),
            channels=saying.tally(saying.words_of("channel", channels)),
        ),
    ]
    return [*lines, saying("disclosed", answer=answer)] if everywhere else lines


def _gifts(saying: Saying, found: list[Data]) -> list[str]:
    last = {data["client"]: data for data in found}.values()
    given = Counter(str(d["kind"]) for d in last if d["kind"] != "none")
    without = sum(1 for d in last if d["kind"] == "none")
    lines = []
    if given:
        named = {saying(f"gift_{kind}"): n for kind, n in given.items()}
        total, kinds = sum(given.values()), saying.tally(named)
        lines.append(saying("gifts", n=saying.people(total), kinds=kinds))
    if without:
        lines.append(saying("no_gifts", n=saying.people(without)))
    return lines


def _bookings(saying: Saying, found: list[Data]) -> list[str]:
    states = Counter(str(data["state"]) for data in found)
    return [saying("bookings", states=saying.tally(saying.words_of("booking", states)))]


def _handed(saying: Saying, found: list[Data]) -> list[str]:
    clients = {data.get("client") for data in found}
    whys = [data["why"] for data in found if isinstance(data.get("why"), Mapping)]
    said = dict.fromkeys(saying.sentence(why) for why in whys)
    return [saying("handed", n=saying.people(len(clients))), *list(said)[:2]]


TOLD: Mapping[str, Callable[[Saying, Record], list[str]]] = {
    "ACTION_INITIATED": _action,
    "AGENT_THOUGHT": _thought,
    "VENDOR_SEARCH": _search,
    "AGENT_DECISION": _choice,
}
TOGETHER_TOLD: Mapping[str, Callable[[Saying, list[Data]], list[str]]] = {
    "CLIENT_COMMUNICATION_INITIATED": _letters,
    "COMPENSATION_FLOW": _gifts,
    "BOOKING_FLOW": _bookings,
    "HUMAN_HANDOFF": _handed,
}
