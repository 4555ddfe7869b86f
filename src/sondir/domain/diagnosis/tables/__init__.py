"""One readable file per topic: what we assume about its causes, and why.

Nobody has measured these figures: they are starting counts, moved by confirmed
incidents, and every diagnosis made from them is provisional.
"""

from collections.abc import Mapping

from sondir.domain.diagnosis.network import TopicModel
from sondir.domain.diagnosis.tables import (
    booking_error,
    cold,
    heat_air,
    hygiene,
    noise_smell,
    other,
    payment_price,
    power_internet,
    service_quality,
    staff_rudeness,
    waiting,
    water,
)

MODELS: Mapping[str, TopicModel] = {
    model.topic: model
    for model in (
        heat_air.MODEL,
        cold.MODEL,
        water.MODEL,
        power_internet.MODEL,
        hygiene.MODEL,
        waiting.MODEL,
        staff_rudeness.MODEL,
        service_quality.MODEL,
        booking_error.MODEL,
        payment_price.MODEL,
        noise_smell.MODEL,
        other.MODEL,
    )
}
FOR_A_PERSON = frozenset({"injury_allergy"})
"""Topics about which nothing is concluded: a person decides at once."""


def model_of(topic: str) -> TopicModel | None:
    """Find what is assumed about *topic*; None where a person has to decide.

    A topic without a file of its own is judged by its crowd alone.

    >>> model_of("injury_allergy") is None
    True
    """
    if topic in FOR_A_PERSON:
        return None
    return MODELS.get(topic, other.MODEL)
