"""The comparison, the money and the outcome, each number with the rule it follows."""

from datetime import timedelta

from sondir.domain.outcome import Outcome, Returned
from sondir.domain.source_clock import SOURCE
from sondir.web.case.saying import Saying
from sondir.web.case.sheet import Grid, Result


def clock_of(saying: Saying) -> Grid:
    """Set the source's clock beside ours."""
    rows = []
    for step in saying.folder.outcome.steps:
        source = duration(step.source_s)
        if step.after_s is None:
            rows.append((step.line, source, saying("none"), "—", "—"))
            continue
        waited, ours = step.waited_s, duration(step.after_s)
        is_alarm = step.line == SOURCE[0][0]
        rows.append(
            (
                step.line,
                source,
                ours,
                "—" if is_alarm else _clock(saying, waited),
                "—" if is_alarm else saying.own(step.own_ms),
            )
        )
    names = ("line", "source", "ours", "waited", "own")
    return Grid([saying(f"column_{name}") for name in names], rows)


def _clock(saying: Saying, seconds: int | None) -> str:
    return saying("unknown") if seconds is None else duration(seconds)


def duration(seconds: int) -> str:
    """Write a span as a clock does.

    >>> duration(958)
    '0:15:58'
    """
    return str(timedelta(seconds=seconds))


def money_of(saying: Saying) -> Grid:
    """Say what was promised and paid, and against which limit."""
    outcome = saying.folder.outcome
    rows = [
        (
            saying.word("purpose", one.purpose),
            saying.kzt(one.bound_kzt),
            saying.kzt(one.settled_kzt) if one.settled_kzt else "—",
        )
        for one in outcome.spending
    ]
    settled = sum(one.settled_kzt for one in outcome.spending)
    total = saying.kzt(settled) if settled else "—"
    rows.append((saying("total"), saying.kzt(outcome.spent_kzt), total))
    rows.append((saying("limit"), saying.kzt(outcome.limit_kzt), ""))
    names = ("purpose", "bound", "settled")
    return Grid([saying(f"column_{name}") for name in names], rows, summed=2)


def results_of(saying: Saying) -> list[Result]:
    """List the outcome; what nobody knows is called unknown."""
    outcome = saying.folder.outcome
    lines = [
        _line(saying, "own", _own(saying, outcome)),
        _line(saying, "waited", _span(saying, outcome.waits.whole_s), _parts(saying)),
        _line(saying, "repair", _span(saying, outcome.repair_s)),
        _line(saying, "down", _minutes(saying, outcome.downtime_min)),
        _line(saying, "visits", _visits(saying, outcome)),
        _clients(saying, outcome),
    ]
    lines += [_returned(saying, one) for one in outcome.returned]
    lines.append(_line(saying, "spent", saying.kzt(outcome.spent_kzt)))
    saved = None if outcome.saved_kzt is None else saying.kzt(outcome.saved_kzt)
    return [*lines, _line(saying, "saved", saved)]


def _line(saying: Saying, name: str, value: str | None, more: str = "") -> Result:
    rule = saying(f"rule_{name}") + more
    said = saying("unknown") if value is None else value
    return Result(saying(f"out_{name}"), said, rule, value is not None)


def _span(saying: Saying, seconds: int | None) -> str | None:
    return None if seconds is None else saying.span(seconds)


def _minutes(saying: Saying, minutes: int | None) -> str | None:
    return None if minutes is None else saying.span(minutes * 60)


def _own(saying: Saying, outcome: Outcome) -> str | None:
    return None if outcome.own_time_ms is None else saying.own(outcome.own_time_ms)


def _parts(saying: Saying) -> str:
    waits = saying.folder.outcome.waits
    found = {
        "owner": waits.owner_s,
        "shift": waits.shift_s,
        "vendor": waits.vendor_s,
        "road": waits.road_s,
    }
    said = [
        saying(f"part_{name}", span=saying.span(seconds))
        for name, seconds in found.items()
        if seconds is not None
    ]
    return saying("parts", parts=", ".join(said)) if said else ""


def _visits(saying: Saying, outcome: Outcome) -> str | None:
    visits = outcome.visits
    if visits is None:
        return None
    names = ("hit", "kept", "moved", "lost")
    return saying("visits", **{n: saying.people(getattr(visits, n)) for n in names})


def _clients(saying: Saying, outcome: Outcome) -> Result:
    names = ("written", "answered", "fine", "affected")
    counts = {n: saying.people(getattr(outcome.answers, n)) for n in names}
    said, rule = saying("clients", **counts), saying("rule_clients", **counts)
    return Result(saying("out_clients"), said, rule)


def _returned(saying: Saying, one: Returned) -> Result:
    label, rule = saying("out_returned", days=one.days), saying("rule_returned")
    if one.came is not None:
        n, of = saying.people(one.came), saying.people(one.of)
        return Result(label, saying("of", n=n, of=of), rule)
    at = saying.day(one.known_from) if one.known_from else ""
    why = saying(f"why_{one.why}", at=at)
    return Result(label, saying("unknown"), f"{why}; {rule}", is_known=False)
