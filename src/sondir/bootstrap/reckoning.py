"""The reckoning of a demo: the source's clock beside ours, the money, the people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sondir.domain.source_clock import SOURCE, is_line, source_after

Seen = tuple[float, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Rows of four tables, as text; words are looked up by whoever prints them."""

    clock: list[tuple[str, ...]]
    money: list[tuple[str, ...]]
    people: list[tuple[str, ...]]
    promises: list[tuple[str, ...]]


def reckon(seen: Sequence[Seen], incidents: Sequence[Mapping[str, Any]]) -> Reckoning:
    """Reckon up the first incident that was opened."""
    main = _main_incident(seen)
    mine = [one for one in seen if one[1]["incident"] == main]
    return Reckoning(
        clock=_clock(mine),
        money=_money(mine),
        people=_people(mine),
        promises=_promises(mine),
    )


def _main_incident(seen: Sequence[Seen]) -> str | None:
    opened = [f for _, f in seen if f["entry"] == "INCIDENT_OPENED"]
    acting = [f for f in opened if f["data"].get("permission") == "act"]
    first = next(iter(acting or opened), None)
    return first["incident"] if first else None


def _moment(fields: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(fields["at"]))


def _clock(mine: Sequence[Seen]) -> list[tuple[str, ...]]:
    """Set each line of the source beside ours: story time, waiting, real seconds."""
    if not mine:
        return []
    began_wall, began = mine[0][0], _moment(mine[0][1])
    rows: list[tuple[str, ...]] = []
    for entry, clock, state in SOURCE:
        found = next((one for one in mine if is_line(one[1], entry, state)), None)
        theirs = source_after(clock)
        if found is None:
            rows.append((entry, _span(theirs), "—", "—", "—"))
            continue
        wall = found[0] - began_wall
        story = _moment(found[1]) - began
        waited = max(story - timedelta(seconds=wall), timedelta(0))
        rows.append(
            (entry, _span(theirs), _span(story), _span(waited), f"{wall:.1f} s")
        )
    return rows


def _span(span: timedelta) -> str:
    """Write a span as the source would.

    >>> _span(timedelta(minutes=15, seconds=58))
    '0:15:58'
    """
    return str(timedelta(seconds=int(span.total_seconds())))


def _money(mine: Sequence[Seen]) -> list[tuple[str, ...]]:
    sums: Counter[str] = Counter()
    held: dict[str, tuple[str, int]] = {}
    left = None
    for _, fields in mine:
        if fields["entry"] == "LEDGER":
            data = fields["data"]
            amount = 0 if data["op"] == "release" else data["amount_kzt"]
            held[data["reference"]] = (data["purpose"], amount)
            left = data["left_kzt"]
    for purpose, amount in held.values():
        sums[purpose] += amount
    total = sum(sums.values())
    most = total + left if left is not None else 0
    rows: list[tuple[str, ...]] = [
        (purpose, "", _kzt(amount)) for purpose, amount in sorted(sums.items())
    ]
    return [*rows, ("incident_kzt", _kzt(most), _kzt(total))]


def _kzt(amount: int) -> str:
    return f"{amount:,} ₸".replace(",", " ")


def _people(mine: Sequence[Seen]) -> list[tuple[str, ...]]:
    rows: dict[str, dict[str, str]] = {}
    for _, fields in mine:
        entry, data = fields["entry"], fields["data"]
        client = data.get("client")
        if client is None:
            continue
        row = rows.setdefault(client, {})
        if entry == "CLIENT_COMMUNICATION_INITIATED":
            row.setdefault("lang", data["lang"])
            row.setdefault("channel", data["channel"])
        elif entry == "COMPENSATION_FLOW":
            row["gift"], row["why"] = data["kind"], data["why"]["code"]
        elif entry == "CLIENT_REPLIED":
            row["answer"] = data["label"]
    columns = ("lang", "channel", "gift", "why", "answer")
    return [(c, *(row.get(name, "—") for name in columns)) for c, row in rows.items()]


def _promises(mine: Sequence[Seen]) -> list[tuple[str, ...]]:
    last: dict[str, tuple[str, str]] = {}
    for _, fields in mine:
        if fields["entry"] == "PROMISE":
            data = fields["data"]
            last[data["promise"]] = (data["what"], data["state"])
    made = Counter(what for what, _ in last.values())
    kept = Counter(what for what, state in last.values() if state == "kept")
    still = Counter(what for what, state in last.values() if state == "made")
    return [(w, str(n), str(kept[w]), str(still[w])) for w, n in sorted(made.items())]
