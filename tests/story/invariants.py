"""What holds in every story, whoever is hostile: checked on journal and wire log only.

`check(left)` is called by every story; a story adds what is its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.story.record import Left, Row, moment
from tests.story.shape import check_chain, check_shape

from sondir.domain.organisation import local

NAMES_A_GIFT = (".bonus", ".addon", ".discount")
COURTESIES = ("vendor.cancel", "vendor.thanks", "vendor.wait_for_owner")
ANSWERS = (
    *("client.emergency", "client.handed_over", "client.yes_assistant"),
    "client.opted_out",
)
"""Said at once at any hour and after any stop: rescue, a person, the truth, goodbye."""
FREE = ("owner.", "shift.", "staff.", *COURTESIES, *ANSWERS)
KAZAKH_LETTERS = frozenset("әғқңөұүһі")
RUSSIAN_WORDS = frozenset(["у", "вас", "очень", "невозможно", "дышать", "сижу", "на"])
"""With these beside Kazakh letters a message is mixed: no clear language."""


def check(left: Left) -> Left:
    """Assert everything that must hold in every story; hand the story back."""
    check_chain(left.texts)
    check_shape(left)
    for holds in (
        _nothing_twice,
        _nothing_beside_the_journal,
        _every_act_was_allowed,
        _nothing_after_a_veto,
        _no_gift_without_consent,
        _first_message_discloses,
        _own_language,
        _quiet_hours,
        _money_within_limits,
        _reserves_end,
        _promises_end,
        _one_vendor_at_a_time,
    ):
        holds(left)
    return left


def _outward(left: Left) -> Iterator[tuple[Row, str, str]]:
    """Walk our accepted messages with their phrase and their step."""
    for line in left.sent():
        key = str(line["key"])
        posted = left.story.desk.outbox.get(key)
        assert posted is not None, line
        yield line, posted.head.phrase, key.split("#")[0].split("/", 1)[1]


def _nothing_twice(left: Left) -> None:
    keys = Counter(str(line["key"]) for line in left.sent())
    assert [k for k, n in keys.items() if n > 1] == []
    said = Counter(
        (line["to"], line["text"], posted_phrase)
        for line, posted_phrase, _ in _outward(left)
        if posted_phrase.startswith("client.")
        and not posted_phrase.startswith("client.yes_assistant")
    )
    assert [one for one, n in said.items() if n > 1] == []


def _nothing_beside_the_journal(left: Left) -> None:
    outward = {
        (r["incident"], r["step"])
        for r in left.journal
        if r["entry"] not in ("VERDICT", "DELIVERY", "LEDGER", "PROMISE")
    }
    delivered = {r["data"]["key"] for r in left.entries("DELIVERY", state="sent")}
    for line, phrase, rest in _outward(left):
        prefix = str(line["key"]).split("/", 1)[0]
        incident = prefix if prefix.startswith("inc-") else None
        step = rest.rsplit("/", 1)[0]
        if phrase.startswith("staff."):
            step = step.rsplit("/", 1)[0]
        assert (incident, step) in outward, (line["key"], phrase)
        assert line["key"] in delivered, line["key"]


def _every_act_was_allowed(left: Left) -> None:
    allowed = {
        (r["incident"], r["step"]): r["at"]
        for r in left.entries("VERDICT", verdict="allow")
    }
    for line, phrase, rest in _outward(left):
        if phrase.startswith(FREE):
            continue
        incident = str(line["key"]).split("/", 1)[0]
        assert (incident, rest.rsplit("/", 1)[0]) in allowed, line["key"]


def _nothing_after_a_veto(left: Left) -> None:
    for incident, since, until in _vetoes(left):
        for line, phrase, _ in _outward(left):
            mine = str(line["key"]).startswith(f"{incident}/")
            sent = moment(str(line["at"]))
            after = sent > since and (until is None or sent < until)
            assert not (mine and after) or phrase.startswith(FREE), (line, since)


def _vetoes(left: Left) -> Iterator[tuple[str, object, object]]:
    open_ones: dict[str, object] = {}
    for r in left.entries("OWNER_DECISION"):
        decision, here = r["data"]["decision"], r["incident"]
        if decision in ("stop_all", "take_over"):
            open_ones.setdefault(here, moment(r["at"]))
        elif decision == "resume" and here in open_ones:
            yield here, open_ones.pop(here), moment(r["at"])
    for here, since in open_ones.items():
        yield here, since, None


def _no_gift_without_consent(left: Left) -> None:
    world = left.story.world.network.world
    consents = {left.refs.get(c.client) for c in world.clients if c.ad_consent}
    for r in left.entries("CLIENT_COMMUNICATION_INITIATED"):
        if r["data"]["phrase"].endswith(NAMES_A_GIFT):
            assert r["data"]["client"] in consents, r


def _first_message_discloses(left: Left) -> None:
    met: set[tuple[str, str]] = set()
    for r in left.entries("CLIENT_COMMUNICATION_INITIATED"):
        crisis = (r["data"]["client"], r["incident"])
        assert crisis in met or r["data"]["disclosure"], r
        met.add(crisis)


def _own_language(left: Left) -> None:
    """A client is answered in the language of their last clear message."""
    for r in left.entries("CLIENT_COMMUNICATION_INITIATED"):
        expected = _language(left, r["data"]["client"], moment(r["at"]))
        assert expected in (None, r["data"]["lang"]), r


def _language(left: Left, ref: str, until: datetime) -> str | None:
    """Say what a client clearly wrote in last; None where letters do not tell."""
    texts = [
        str(line["text"])
        for line in left.wire
        if line["dir"] == "in" and line["type"] == "text"
        if left.refs.get(str(line["from"])) == ref
        if moment(str(line["at"])) <= until + timedelta(milliseconds=1)
    ]
    if not texts:
        return "ru"
    if KAZAKH_LETTERS & set(texts[-1].lower()):
        return None if RUSSIAN_WORDS & set(texts[-1].lower().split()) else "kk"
    world = left.story.world.network.world
    speaks = {left.refs.get(c.client): c.lang for c in world.clients}
    if any(KAZAKH_LETTERS & set(t.lower()) for t in texts) or "адам" in texts[-1]:
        return None
    return "ru" if speaks.get(ref) == "ru" else None


def _quiet_hours(left: Left) -> None:
    for line, phrase, _ in _outward(left):
        if phrase.startswith("client.") and not phrase.startswith(ANSWERS):
            there = local(moment(str(line["at"])))
            assert 9 <= there.hour < 21, (line, there)


def _money_within_limits(left: Left) -> None:
    """No sum passes a limit unless the owner agreed to a step by name before."""
    agreed: set[str] = set()
    for r in left.journal:
        if r["entry"] == "OWNER_DECISION" and r["data"]["decision"] == "agree":
            agreed |= {r["incident"]} if r["data"]["step"] else set()
        if r["entry"] == "LEDGER" and r["data"]["left_kzt"] < 0:
            assert r["incident"] in agreed, r
    for incident in left.story.desk.incidents.known.values():
        if incident.id not in agreed:
            _check_sums(left, incident.id)


def _check_sums(left: Left, incident: str) -> None:
    limits = left.story.desk.corridors.current(left.story.org, None)
    held: dict[str, tuple[str, int]] = {}
    for r in left.entries("LEDGER"):
        if r["incident"] != incident:
            continue
        row = r["data"]
        amount = 0 if row["op"] == "release" else row["amount_kzt"]
        held[row["reference"]] = (row["purpose"], amount)
        sums = Counter[str]()
        clients: dict[str, int] = defaultdict(int)
        for reference, (purpose, sum_kzt) in held.items():
            sums[purpose] += sum_kzt
            if purpose == "compensation":
                clients[reference.split("/")[1]] += sum_kzt
        assert sums.total() <= limits.incident_kzt, r
        assert sums["compensation"] <= limits.compensation_kzt, r
        assert sums["vendor"] <= limits.job_kzt, r
        assert max(clients.values(), default=0) <= limits.client_kzt, r


def _reserves_end(left: Left) -> None:
    open_ones: dict[str, set[str]] = defaultdict(set)
    for r in left.journal:
        if r["entry"] == "LEDGER" and r["data"]["op"] == "reserve":
            open_ones[r["incident"]].add(r["data"]["reference"])
        elif r["entry"] == "LEDGER":
            open_ones[r["incident"]].discard(r["data"]["reference"])
        elif r["entry"] == "INCIDENT_CLOSED":
            assert open_ones[r["incident"]] == set(), r


def _promises_end(left: Left) -> None:
    """At the close no promise is overdue, and each broken one has been answered."""
    made: dict[tuple[str, str], Row] = {}
    for r in left.journal:
        if r["entry"] == "PROMISE":
            made[r["incident"], r["data"]["promise"]] = r["data"]
        if r["entry"] != "INCIDENT_CLOSED" or r["actor"] != "autopilot":
            continue
        for (incident, _), promise in made.items():
            if incident == r["incident"] and promise["state"] == "made":
                assert moment(promise["due"]) >= moment(r["at"]), promise


def _one_vendor_at_a_time(left: Left) -> None:
    engaged: dict[str, str] = {}
    for r in left.entries("WHATSAPP_OUTREACH"):
        vendor, state, here = r["data"]["vendor"], r["data"]["state"], r["incident"]
        if state == "agreed":
            assert engaged.get(here, vendor) == vendor, r
            engaged[here] = vendor
        elif state in ("cancelled", "no_show", "done") and engaged.get(here) == vendor:
            del engaged[here]
