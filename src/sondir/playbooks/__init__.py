"""Playbooks: one file per kind of crisis, each a typed declaration.

To add one, write a file with a `PLAYBOOK` and name it here; the contract tests then
check its steps, phrases and limits (docs/how-to/add-a-playbook.md).
"""

from sondir.domain.playbook import Playbook
from sondir.playbooks import (
    absent_master,
    booking_error,
    climate_failure,
    cold,
    danger,
    heat_wave,
    hygiene_wave,
    injury,
    noise_smell,
    organised_attack,
    payment_failure,
    power_outage,
    price_anger,
    queue_overload,
    staff_conduct,
    water_outage,
)

PLAYBOOKS: tuple[Playbook, ...] = (
    climate_failure.PLAYBOOK,
    heat_wave.PLAYBOOK,
    cold.PLAYBOOK,
    water_outage.PLAYBOOK,
    power_outage.PLAYBOOK,
    payment_failure.PLAYBOOK,
    price_anger.PLAYBOOK,
    queue_overload.PLAYBOOK,
    absent_master.PLAYBOOK,
    hygiene_wave.PLAYBOOK,
    booking_error.PLAYBOOK,
    noise_smell.PLAYBOOK,
    staff_conduct.PLAYBOOK,
    danger.PLAYBOOK,
    injury.PLAYBOOK,
    organised_attack.PLAYBOOK,
)
