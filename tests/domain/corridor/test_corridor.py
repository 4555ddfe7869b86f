"""The corridor and its document."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.corridor.test_corridor_properties import corridors

from sondir.domain.corridor import Corridor, Permission, QuietHours, corridor_at
from sondir.domain.corridor_document import (
    corridor_document,
    parse_corridor,
    read_corridor,
)
from sondir.domain.errors import Mistake

EXAMPLE = json.loads(
    """{"version": 1, "branch": null,
    "permissions": {"climate_failure": "act", "cold": "observe"},
    "incident_kzt": 50000, "problem_kzt": {"climate_failure": 50000},
    "job_kzt": 30000, "job_new_vendor_kzt": 15000, "client_kzt": 3000,
    "compensation_kzt": 20000, "day_kzt": 80000, "month_kzt": 300000,
    "second_factor_kzt": 100000, "money_needs_p": "0.85",
    "vendor": {"min_rating": "4.5", "min_reviews": 20, "max_km": 15,
               "max_eta_min": 90, "prepayment": false, "receipt": true},
    "messages": {"per_client_day": 3, "quiet": "21:00-09:00", "month_kzt": 10000},
    "bookings": {"move_ahead_h": 4},
    "hold_s": {"vendor": 60, "clients": 60, "compensation": 60},
    "ask_expires_min": 15,
    "never_alone": ["close_branch", "injury", "legal", "free_text",
                    "share_personal_data"]}"""
)


def test_the_documented_example_is_the_defaults_with_permissions():
    """What the reference shows is what holds where nothing is written."""
    expected = Corridor(
        permissions={"climate_failure": Permission.ACT, "cold": Permission.OBSERVE},
        problem_kzt={"climate_failure": 50_000},
    )

    assert expected == parse_corridor(EXAMPLE)


@given(corridors)
def test_a_written_corridor_reads_back(corridor: Corridor):
    """Writing to JSON text and reading it gives the same corridor."""
    text = json.dumps(corridor_document(corridor))

    assert corridor == parse_corridor(json.loads(text))


@pytest.mark.parametrize(
    ("document", "field", "code"),
    [
        ([], "", "not_an_object"),
        ({"incident_kzt": -1}, "incident_kzt", "out_of_range"),
        ({"incident_kzt": 10**12}, "incident_kzt", "out_of_range"),
        ({"job_kzt": "30000"}, "job_kzt", "not_whole_tenge"),
        ({"job_kzt": 0.5}, "job_kzt", "not_whole_tenge"),
        ({"job_kzt": True}, "job_kzt", "not_whole_tenge"),
        ({"day_kzt": None}, "day_kzt", "not_whole_tenge"),
        ({"dayly_kzt": 1}, "dayly_kzt", "unknown_field"),
        ({"vendor": {"min_ratting": 4}}, "vendor.min_ratting", "unknown_field"),
        ({"vendor": {"min_rating": "4,5"}}, "vendor.min_rating", "not_a_number"),
        ({"vendor": {"min_rating": "NaN"}}, "vendor.min_rating", "not_a_number"),
        ({"vendor": {"min_rating": 5.1}}, "vendor.min_rating", "out_of_range"),
        ({"vendor": {"prepayment": "no"}}, "vendor.prepayment", "not_true_or_false"),
        ({"vendor": 4}, "vendor", "not_an_object"),
        ({"money_needs_p": 1.01}, "money_needs_p", "out_of_range"),
        ({"permissions": {"fire": "act"}}, "permissions.fire", "unknown_playbook"),
        ({"permissions": {"cold": "yes"}}, "permissions.cold", "not_a_permission"),
        ({"permissions": {"cold": ["act"]}}, "permissions.cold", "not_a_permission"),
        ({"problem_kzt": {"cold": "5к"}}, "problem_kzt.cold", "not_whole_tenge"),
        ({"messages": {"quiet": "21-9"}}, "messages.quiet", "not_quiet_hours"),
        ({"messages": {"quiet": "24:00-09:00"}}, "messages.quiet", "not_quiet_hours"),
        ({"messages": {"quiet": 21}}, "messages.quiet", "not_quiet_hours"),
        ({"never_alone": "injury"}, "never_alone", "not_a_list"),
        ({"never_alone": ["injuries"]}, "never_alone", "unknown_matter"),
        ({"never_alone": [["injury"]]}, "never_alone", "unknown_matter"),
        ({"branch": 5}, "branch", "not_a_branch"),
        ({"hold_s": {"vendor": -1}}, "hold_s.vendor", "out_of_range"),
        ({"ask_expires_min": 0}, "ask_expires_min", "out_of_range"),
    ],
)
def test_a_wrong_field_is_named(document: object, field: str, code: str):
    """The error says which field is wrong and how."""
    with pytest.raises(Mistake) as raised:
        parse_corridor(document)

    assert (f"corridor.{code}", field) == (
        raised.value.code,
        raised.value.fields["field"],
    )


def test_all_wrong_fields_are_listed_at_once():
    """A form can mark everything that has to be mended."""
    wrong = {"job_kzt": "x", "vendor": {"max_km": -1}, "colour": "red"}
    _, problems = read_corridor(wrong)

    assert [p.field for p in problems] == ["job_kzt", "vendor.max_km", "colour"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_value_of_json_breaks_the_reader(value: object):
    """Whatever a field holds, the answer is a corridor or a Mistake."""
    for name in corridor_document(Corridor()):
        try:
            parse_corridor({name: value})
        except Mistake as mistake:
            assert str(mistake.fields["field"]).startswith(name)


def test_a_branch_may_differ_but_not_in_what_all_share():
    """A branch has permissions and sums of its own; shared sums only tighten."""
    network = Corridor(permissions={"cold": Permission.ASK}, month_kzt=100_000)
    branch = Corridor(
        branch="abay",
        permissions={"climate_failure": Permission.ACT},
        incident_kzt=70_000,
        month_kzt=900_000,
        never_alone=frozenset(),
    )
    here = corridor_at([network, branch], "abay")

    assert (here.incident_kzt, here.month_kzt) == (70_000, 100_000)
    assert here.permission_for("cold") is Permission.ASK
    assert here.permission_for("climate_failure") is Permission.ACT
    assert here.never_alone == network.never_alone
    assert corridor_at([network, branch], "other") == network
    assert corridor_at([], "abay") == Corridor()


@pytest.mark.parametrize("matter", ["close_branch", "injury", "free_text"])
def test_some_matters_stay_never_alone(matter: str):
    """An empty list does not let the autopilot close a salon."""
    assert Corridor(never_alone=frozenset()).is_never_alone(matter)
    assert not Corridor(never_alone=frozenset()).is_never_alone("legal")


@pytest.mark.parametrize(
    ("written", "minute", "left_s"),
    [
        ("21:00-09:00", 21 * 60, 12 * 3600),
        ("21:00-09:00", 20 * 60 + 59, 0),
        ("21:00-09:00", 8 * 60 + 59, 60),
        ("21:00-09:00", 9 * 60, 0),
        ("13:00-14:00", 13 * 60 + 30, 30 * 60),
        ("00:00-00:00", 0, 0),
    ],
)
def test_quiet_hours_pass_midnight(written: str, minute: int, left_s: int):
    """The start is quiet, the end is not; equal ends mean no quiet hours."""
    quiet = parse_corridor({"messages": {"quiet": written}}).messages.quiet

    assert (left_s, written) == (quiet.left_s(minute), str(quiet))
    assert isinstance(quiet, QuietHours)


def test_numbers_are_read_as_decimals_not_as_floats():
    """0.85 as a number and as a text is the same limit."""
    assert parse_corridor({"money_needs_p": 0.85}).money_needs_p == Decimal("0.85")
