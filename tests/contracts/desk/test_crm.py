"""Organisations, people, visits and surroundings: what a CRM knows on a calm day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.contracts.desk.documents import HOUR, NOON, ORG, incoming, phone

from sondir.domain.people import Contact, Person, Role, with_job
from sondir.domain.person import Alias
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Noted


def test_an_organisation_is_read_with_its_branches(salon):
    """The branches come in the order of the document, with hours and rooms."""
    with salon.step() as desk:
        found = desk.organisations.get(ORG)
    assert [b.id for b in found.branches] == ["abay", "dostyk"]
    assert (found.branches[0].rooms, found.branches[1].hours) == (
        ("зал",),
        "10:00-20:00",
    )


def test_an_unknown_organisation_is_a_key_error(salon):
    """Whoever asks for an organisation that is not there is told so."""
    with pytest.raises(KeyError), salon.step() as desk:
        desk.organisations.get("nobody")


def test_an_account_names_its_organisation_and_branch(salon):
    """A number of ours leads to its tenant, a strange one to nobody."""
    with salon.step() as desk:
        assert desk.organisations.of_account("whatsapp", "1002") == (ORG, "dostyk")
        assert desk.organisations.of_account("instagram", "2001") == (ORG, None)
        assert desk.organisations.of_account("whatsapp", "9") is None


def test_a_phone_and_a_whatsapp_id_are_one_person(salon):
    """Whom the CRM knows by telephone is found by the id that WhatsApp gives."""
    with salon.step() as desk:
        found = desk.people.find(ORG, [phone("77990000101")])
    assert found is not None and found.name == "Әлия"


def test_a_person_is_found_from_any_account_of_the_organisation(salon):
    """An alias belongs to the organisation, not to the number that met it."""
    with salon.step() as desk:
        found = desk.people.find(ORG, [Alias("whatsapp", "7", "wa_id", "77990000101")])
        strange = desk.people.find("other", [phone("77990000101")])
    assert found is not None and strange is None


def test_a_new_alias_is_learnt_from_a_known_one(salon):
    """Who writes with two names once is found by either ever after."""
    scoped = Alias("whatsapp", "1001", "bsuid", "KZ.13")
    with salon.step() as desk:
        desk.people.find(ORG, [phone("77990000101"), scoped])
    with salon.step() as desk:
        found = desk.people.find(ORG, [scoped])
    assert found is not None and found.name == "Әлия"


def test_a_new_card_is_given_the_next_number_of_its_role(salon):
    """References count up by role and are found again under their alias."""
    with salon.step() as desk:
        one = desk.people.add(Person("", ORG, Role.CLIENT), [phone("77990000777")])
        two = desk.people.add(Person("", ORG, Role.CLIENT), [phone("77990000778")])
    with salon.step() as desk:
        found = desk.people.find(ORG, [phone("77990000777")])
    assert (one.ref, two.ref) == ("client:4", "client:5")
    assert found == one


def test_a_card_is_kept_as_it_was_saved(salon):
    """Everything on a card survives: language, window, contact, wishes, bonus."""
    card = Person(
        ref="client:1",
        org=ORG,
        role=Role.CLIENT,
        name="Әлия",
        branch="abay",
        lang="kk",
        visits=6,
        wants_human=True,
        ad_consent=True,
        contact=Contact("whatsapp", "1001", "phone", "+77990000101"),
        last_wrote_at=NOON,
        bonus_kzt=1500,
    )
    with salon.step() as desk:
        desk.people.save(card)
    with salon.step() as desk:
        assert desk.people.get(ORG, "client:1") == card


def test_an_erased_card_is_a_key_error(salon):
    """A card that is not there cannot be read."""
    with pytest.raises(KeyError), salon.step() as desk:
        desk.people.get(ORG, "client:99")


def test_owners_and_the_staff_of_a_branch_are_listed(salon):
    """The question goes to the branch's own shift, the card to the owner."""
    with salon.step() as desk:
        staff = desk.people.with_role(ORG, Role.STAFF, "dostyk")
        everyone = desk.people.with_role(ORG, Role.STAFF)
        owners = desk.people.with_role(ORG, Role.OWNER)
    assert [p.ref for p in staff] == ["staff:2"]
    assert [p.ref for p in everyone] == ["staff:1", "staff:2"]
    assert [p.ref for p in owners] == ["owner:1"]


def test_a_vendor_keeps_place_and_record(salon):
    """A job more is on the bench at the next look, in the same order."""
    with salon.step() as desk:
        first, _ = desk.people.vendors(ORG)
        desk.people.save_vendor(ORG, with_job(first, done=True))
    with salon.step() as desk:
        bench = desk.people.vendors(ORG)
    assert [(v.name, v.jobs_done, v.rating) for v in bench] == [
        ("Холод", 1, "4.9"),
        ("Салқын", 0, None),
    ]


def test_visits_are_found_by_client_and_branch_within_bounds(salon):
    """The start counts in, the end counts out, the oldest comes first."""
    eleven, one = NOON - HOUR, NOON + HOUR
    with salon.step() as desk:
        all_day = desk.bookings.at_branch(ORG, "abay", eleven, one + HOUR)
        morning = desk.bookings.at_branch(ORG, "abay", eleven, one)
        hers = desk.bookings.of_client(ORG, "client:1", eleven, one + HOUR)
    assert [v.start for v in all_day] == [eleven, one]
    assert [v.start for v in morning] == [eleven]
    assert [(v.service, v.price_kzt) for v in hers] == [("Массаж", 9000)]


def test_a_moved_visit_starts_at_its_new_time(salon):
    """Moving changes the start and nothing else."""
    with salon.step() as desk:
        before = desk.bookings.get(ORG, "booking:1")
        desk.bookings.move(ORG, "booking:1", before.start + 2 * HOUR)
    with salon.step() as desk:
        after = desk.bookings.get(ORG, "booking:1")
        assert desk.bookings.get(ORG, "booking:99") is None
    assert after.start == before.start + 2 * HOUR
    assert after.master == before.master


def test_a_message_is_known_once_it_was_added(salon):
    """The channel's id tells a repeat from a new message."""
    with salon.step() as desk:
        assert not desk.conversations.seen("whatsapp", "wamid.m1")
        desk.conversations.add(incoming("m1", "ыстық"))
    with salon.step() as desk:
        assert desk.conversations.seen("whatsapp", "wamid.m1")
        assert not desk.conversations.seen("instagram", "wamid.m1")
        assert desk.conversations.text(ORG, "m1") == UntrustedText("ыстық")
        assert desk.conversations.text("other", "m1") is None


def test_what_a_person_wrote_within_a_time(salon):
    """Their own words between two moments, oldest first; nobody else's."""
    with salon.step() as desk:
        for name, hours in (("m2", 2), ("m1", 1), ("m3", 3)):
            moment = NOON + hours * HOUR
            desk.conversations.add(replace(incoming(name, name), written_at=moment))
        other = replace(incoming("m4", "m4"), person="staff:9", written_at=NOON + HOUR)
        desk.conversations.add(other)
    with salon.step() as desk:
        one = incoming("m1", "m1").person
        within = (NOON + HOUR, NOON + 3 * HOUR)
        found = desk.conversations.written_by(ORG, one, *within)
        assert [text.written for text in found] == ["m1", "m2"]
        assert desk.conversations.written_by("other", one, *within) == []


def test_notes_come_in_the_order_asked_for(salon):
    """What was understood is found by our ids; unknown ids are left out."""
    notes = [
        Noted(
            name, ORG, "client:1", "abay", NOON, "heat_air", True, ("heat_air",), None
        )
        for name in ("m1", "m2")
    ]
    with salon.step() as desk:
        for note in notes:
            desk.conversations.note(note)
    with salon.step() as desk:
        found = desk.conversations.noted(ORG, ["m2", "m9", "m1"])
    assert found == [notes[1], notes[0]]


def test_surroundings_say_what_is_known_and_learn(salon):
    """Degrees are whole, notices carry their hours, counts are those last taught."""
    with salon.step() as desk:
        (notice,) = desk.surroundings.notices(ORG)
        assert desk.surroundings.outdoor_c(ORG) == 32
        assert (notice.kind, notice.branch) == ("water", "abay")
        assert notice.until - notice.since == timedelta(hours=6)
        desk.surroundings.learn(ORG, {"heat_air/climate_failure": 1})
        desk.surroundings.learn(ORG, {"heat_air/climate_failure": 2, "x/y": 1})
    with salon.step() as desk:
        taught = dict(desk.surroundings.counts(ORG))
    assert taught == {"heat_air/climate_failure": 2, "x/y": 1}


def test_nobody_looks_is_not_the_same_as_nothing_found(bench):
    """Where nobody looks for notices the answer is None, never an empty list."""
    bench.found({"org": "quiet"})
    with bench.step() as desk:
        assert desk.surroundings.notices("quiet") is None
        assert desk.surroundings.outdoor_c("quiet") is None
        assert dict(desk.surroundings.counts("quiet")) == {}
