"""One message's reading laid open for a person at the terminal."""

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.understood import Understood
from sondir.domain.reading import Reading, Reason
from sondir.domain.untrusted import UntrustedText

_BAR = 24


def explained(reader: EmbeddedReader, text: str) -> str:
    """Say what was read, which words and which rules decided, line by line."""
    understood = reader.understand(text)
    if understood is None:
        return "nothing to read"
    reading = reader.read(UntrustedText(text))
    lines = [
        f"raw view      {understood.seen.raw}",
        f"folded view   {understood.seen.folded}",
        f"language      {reading.lang.value}",
        f"complaint     {reading.complaint} (p {reading.complaint_p:.3f},"
        f" model alone {understood.p('complaint'):.3f})",
        f"topics        {_shares(reading.topics)}",
        f"severity      {reading.severity.value}",
        f"danger        {reading.danger} (model alone {understood.p('danger'):.3f})",
        f"abstain       {reading.abstain}",
        "",
        *_table(understood, "complaint"),
        *_topic_table(understood, reading),
        *_rules(reading.why),
    ]
    return "\n".join(lines)


def _shares(topics: object) -> str:
    found = dict(topics) if isinstance(topics, dict) else {}
    return ", ".join(f"{topic} {p:.2f}" for topic, p in found.items()) or "-"


def _topic_table(understood: Understood, reading: Reading) -> list[str]:
    best = next(iter(reading.topics), None)
    return _table(understood, f"topic:{best}") if best else []


def _table(understood: Understood, head: str) -> list[str]:
    """Each word with what it adds to the head's score, and a bar."""
    words = understood.contributions(head)
    most = max((abs(value) for _, value in words), default=0.0) or 1.0
    rows = [f"what each word adds to {head}:"]
    for word, value in words:
        bar = ("+" if value > 0 else "-") * round(_BAR * abs(value) / most)
        rows.append(f"  {word:<20} {value:+7.2f} {bar}")
    return [*rows, ""]


def _rules(why: tuple[Reason, ...]) -> list[str]:
    rules = [one for one in why if one.effect.startswith(("lowers", "raises"))]
    if not rules:
        return ["rules         none was met"]
    return ["rules met:", *(f"  {one.effect:<36} {one.what}" for one in rules)]
