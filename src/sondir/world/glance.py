"""What a glance on site settles: which questions are about which cause.

"Are all masters at work?" is answered by who is there, not by whether guests wait.
"""

from dataclasses import dataclass

from sondir.world.hearing import mentions


@dataclass(frozen=True, slots=True)
class Glance:
    """A question by its stems; its yes or no depends on *causes* alone.

    *yes_is_so*: yes means that the trouble is there; else yes means that all is well.
    """

    stems: tuple[str, ...]
    causes: frozenset[str]
    yes_is_so: bool


def _row(stems: str, causes: str, *, yes_is_so: bool) -> Glance:
    parts = tuple(stem.replace("_", " ") for stem in stems.split())
    return Glance(parts, frozenset(causes.split()), yes_is_so)


GLANCES = (
    _row(
        "холодный_воздух салқын_ауа cold_air",
        "climate_failure one_room power_outage",
        yes_is_so=False,
    ),
    _row("только_в_одном тек_бір_бөлме one_room", "one_room", yes_is_so=True),
    _row(
        "батареи батареялар radiators", "heating_failure power_outage", yes_is_so=False
    ),
    _row("холодом_прямо салқыны_тікелей", "climate_failure", yes_is_so=True),
    _row("у_соседей көршілерде neighbours", "water_outage", yes_is_so=False),
    _row("протечк ағып_немесе leak", "plumbing one_room", yes_is_so=True),
    _row("горит_ли жарық_жанып light_on", "power_outage", yes_is_so=False),
    _row("интернет internet", "internet_outage power_outage", yes_is_so=False),
    _row(
        "мастера_этой_смены ауысымның_барлық all_specialists all_masters",
        "staff_no_show",
        yes_is_so=False,
    ),
    _row("двое_гостей екі_қонақ two_guests", "booking_system", yes_is_so=True),
    _row("не_успевает үлгермей overloaded", "queue_overload", yes_is_so=True),
    _row("терминал terminal", "payment_terminal_down internet_outage", yes_is_so=False),
    _row("изменились_ли_цены баға_өзгер prices", "price_change", yes_is_so=True),
    _row("рассылка жаппай_хабар mailing", "wrong_mailing", yes_is_so=True),
    _row("календар күнтізбе calendar", "booking_system staff_no_show", yes_is_so=False),
    _row("запах_газа газ_немесе smell_gas", "gas_or_smoke", yes_is_so=True),
    _row("шумом_с_улицы көшедегі_шу noise_from", "noise_outside", yes_is_so=True),
    _row(
        "сильным_запахом қатты_иіс strong_smell",
        "smell_inside gas_or_smoke",
        yes_is_so=True,
    ),
    _row("уборка_по кесте_бойынша cleaned", "hygiene_problem", yes_is_so=False),
    _row("новое_средство жаңа_құрал new_product", "product_reaction", yes_is_so=True),
    _row("тот_же_мастер бір_шебер same_master", "staff_conduct", yes_is_so=True),
)


def glance_at(question: str) -> Glance | None:
    """Find what a question is really about; None where it asks for any trouble.

    >>> found = glance_at("все ли мастера этой смены на работе?")
    >>> (sorted(found.causes), found.yes_is_so) if found else None
    (['staff_no_show'], False)
    """
    return next((g for g in GLANCES if mentions(question, *g.stems)), None)
