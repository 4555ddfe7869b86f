"""The settings read as sentences, and speak of what verdicts name."""

from hypothesis import given
from tests.domain.corridor.expectations import EXPECTED
from tests.domain.corridor.test_corridor_properties import corridors

from sondir.domain.corridor import PLAYBOOKS, Corridor, Permission, VendorLimits
from sondir.domain.corridor_sentences import SETTINGS, settings_of


@given(corridors)
def test_every_setting_is_a_declared_sentence_with_its_args(corridor: Corridor):
    """No corridor needs words that nobody has written."""
    for setting in settings_of(corridor):
        sentence = setting.sentence
        assert SETTINGS[sentence.code] == set(sentence.args)


def test_every_declared_sentence_can_be_read():
    """No setting's sentence waits for a translation that nobody ever reads."""
    generous = Corridor(
        permissions=dict(zip(sorted(PLAYBOOKS), Permission, strict=False)),
        problem_kzt={"cold": 1},
        vendor=VendorLimits(prepayment=True, receipt=False),
    )
    both = settings_of(Corridor()) + settings_of(generous)

    assert set(SETTINGS) == {setting.sentence.code for setting in both}


def test_what_a_verdict_names_is_a_setting_of_the_page():
    """Each key path that a verdict names leads to a sentence of the settings."""
    climate = Corridor(
        permissions={"climate_failure": Permission.ASK},
        problem_kzt={"climate_failure": 1},
    )
    keys = {setting.key for setting in settings_of(climate)}
    named = {limit for _, _, _, limit in EXPECTED if limit is not None}
    sections = {"veto", "hold", "vendor", "messages", "bookings", "permissions"}

    assert {n for n in named if not n.startswith("mode.")} - sections <= keys
