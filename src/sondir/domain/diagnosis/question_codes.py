"""The questions to the shift: English glosses of the question, its yes and its no.

Each question can be answered by a glance, in one word. The words for people live in
languages/; `codes.py` says how the codes are built.
"""

from collections.abc import Mapping

ASKED: Mapping[str, tuple[str, str, str]] = {
    # heat_air
    "cold_air_blowing": (
        "does cold air blow from the conditioner?",
        "the shift says that cold air blows",
        "the shift says that no cold air blows",
    ),
    "hot_in_one_room": (
        "is it hot in one room only?",
        "the shift says that only one room is hot",
        "the shift says that it is not one room only",
    ),
    # cold
    "radiators_warm": (
        "are the radiators warm?",
        "the shift says that the radiators are warm",
        "the shift says that the radiators are cold",
    ),
    "conditioner_blows_at_guests": (
        "does the conditioner blow cold at the guests?",
        "the shift says that the conditioner blows at the guests",
        "the shift says that the conditioner does not blow at the guests",
    ),
    # water
    "water_from_all_taps": (
        "does water run from all taps?",
        "the shift says that water runs from all taps",
        "the shift says that some or all taps are dry",
    ),
    "neighbours_have_water": (
        "do the neighbours have water?",
        "the shift says that the neighbours have water",
        "the shift says that the neighbours have no water either",
    ),
    "leak_or_blocked_drain": (
        "do you see a leak or a blocked drain?",
        "the shift sees a leak or a blocked drain",
        "the shift sees no leak and no blocked drain",
    ),
    # power_internet
    "lights_on": (
        "is the light on in the salon?",
        "the shift says that the light is on",
        "the shift says that the light is off",
    ),
    "internet_works": (
        "does the internet work at the desk?",
        "the shift says that the internet works",
        "the shift says that the internet is down",
    ),
    # hygiene
    "dirt_found": (
        "please look: do you find what the guests describe?",
        "the shift found what the guests describe",
        "the shift looked and found nothing",
    ),
    "cleaned_today": (
        "was the salon cleaned today as planned?",
        "the shift says that it was cleaned as planned",
        "the shift says that the cleaning was missed",
    ),
    # waiting
    "all_masters_present": (
        "are all masters of this shift at work?",
        "the shift says that all masters are at work",
        "the shift says that a master is missing",
    ),
    "guests_waiting_now": (
        "are guests waiting longer than 15 minutes now?",
        "the shift says that guests are waiting",
        "the shift says that nobody is waiting",
    ),
    "double_slots": (
        "do you see two guests booked for one slot today?",
        "the shift sees doubled slots",
        "the shift sees no doubled slots",
    ),
    # staff_rudeness
    "quarrel_today": (
        "was there a quarrel with a guest today?",
        "the shift says that there was a quarrel",
        "the shift says that there was no quarrel",
    ),
    "shift_overloaded": (
        "is the shift overloaded now?",
        "the shift says that it is overloaded",
        "the shift says that the load is as usual",
    ),
    # service_quality
    "same_master_in_all": (
        "was it the same master in all these cases?",
        "the shift says that it was one master",
        "the shift says that the masters differ",
    ),
    "new_product_in_use": (
        "has a new product or batch been in use since yesterday?",
        "the shift says that a new product is in use",
        "the shift says that the products are the same",
    ),
    # booking_error
    "mailing_sent_today": (
        "did reminders or a mailing go out to guests today?",
        "the shift says that a mailing went out",
        "the shift says that no mailing went out",
    ),
    "calendar_in_order": (
        "does today's calendar show the right bookings?",
        "the shift says that the calendar is in order",
        "the shift says that the calendar is wrong",
    ),
    # payment_price
    "terminal_works": (
        "does the payment terminal work?",
        "the shift says that the terminal works",
        "the shift says that the terminal does not work",
    ),
    "prices_changed": (
        "have prices changed since guests were told them?",
        "the shift says that prices have changed",
        "the shift says that prices are the same",
    ),
    # noise_smell
    "smell_of_gas_or_smoke": (
        "do you smell gas or smoke?",
        "the shift smells gas or smoke",
        "the shift smells neither gas nor smoke",
    ),
    "noise_from_outside": (
        "is there loud noise from outside?",
        "the shift hears noise from outside",
        "the shift hears no noise from outside",
    ),
    "strong_smell_inside": (
        "is there a strong smell in the salon?",
        "the shift notices a strong smell",
        "the shift notices no strong smell",
    ),
    # other
    "shift_sees_the_problem": (
        "do you see the problem that guests write about?",
        "the shift sees the problem",
        "the shift does not see the problem",
    ),
    "anything_unusual_today": (
        "is anything out of the ordinary today?",
        "the shift says that something is unusual today",
        "the shift says that the day is ordinary",
    ),
}
