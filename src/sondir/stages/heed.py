"""Heed what an owner says in free words while a crisis runs: no word of theirs is lost.

The stop words and the buttons are commands (receive.py). People answer otherwise, too:
"не надо никого вызывать", "сама разберусь", "подождите". Words can only take freedom
away here: a refusal stops, "I do it myself" hands over, a plain nod changes nothing,
and whatever is not understood makes the autopilot ask before each act.
"""

import re

from sondir.domain.untrusted import UntrustedText

UNCLEAR = "unclear"
"""The owner has said something that is neither a command nor a mere nod."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_FOLDED = str.maketrans("ёәқғңөұүһі", "еакгноуухи")

_NODS = re.compile(
    r"^(ок(ей)?|ok(ay)?|да+|ага|угу|хорошо|ладно|давай(те)?|делай(те)?|действуй(те)?"
    r"|согласен|согласна|согласие|понял[аи]?|понятно|принято|спасибо|спс|плюс|супер"
    r"|отлично|молодцы|вызывай(те)?|рахмет|иа|ия|жарайды|жаксы|болады|макул|жасаныз"
    r"|жаса|тусиндим|тусиникти|рахмет сизге|yes|sure|thanks|fine|go ahead)\b"
)
_BUT = re.compile(r"\b(но|только|кроме|если|без|пока|бирак|егер|but|only|if)\b")
_NO_RUSH = re.compile(r"\bне (надо|нужно|стоит) (\w+ )?(ждать|тянуть|медлить)\b")
_REFUSALS = re.compile(
    r"\bне (надо|нужно|стоит|смей|вызыва|пиши|пишите|отправля|дела[йе]|трогай|трать"
    r"|согласен|согласна|подтвержда|разреша|плати|ищи)\w*"
    r"|\bничего не\b|\bотмен(и|ите|яй|яйте|а|яем|ить)\b|\bпрекрати(те)?\b"
    r"|\bхватит\b|\bотбой\b|\bотстав\w*|\b(я )?против\b|\bзапрещаю\b"
    r"|\b(керек|кажет) емес\b|\b(шакырма|истеме|жазба|жиберме|болдырма|токта)\w*"
    r"|\bкелиспейми\w*|\bкарсымын\b|\bруксат (жок|бермей)\w*"
    r"|\b(kerek|qajet) emes\b|\bne nado\b|\botmen\w*|\btoqta\w*"
    r"|\b(don t|do not|dont|cancel|call it off)\b"
)
_MYSELF = re.compile(
    r"\b(сам|сама|сами)\b( \w+){0,3}? \w+(у|ю|усь|юсь|им|ем|имся|емся)\b"
    r"|\b\w+(усь|юсь|емся|имся) (сам|сама|сами)\b|\bбер(у|ем) (все )?на себя\b"
    r"|\b(озим|озимиз|ozim)\b|\bmyself\b"
)


def wish_of(text: UntrustedText | None) -> str | None:
    """Say what the owner's free words ask for; None for a nod or no words at all.

    One of `stop_all`, `take_over` and `unclear`; never a yes, which is a command.

    >>> wish_of(UntrustedText("Не надо никого вызывать, я сам разберусь"))
    'stop_all'
    >>> wish_of(UntrustedText("өзім барамын")), wish_of(UntrustedText("Погоди"))
    ('take_over', 'unclear')
    >>> wish_of(UntrustedText("ок, спасибо")), wish_of(UntrustedText("да, но"))
    (None, 'unclear')
    """
    said = _folded(text.written) if text else ""
    if not said:
        return None
    if _REFUSALS.search(_NO_RUSH.sub(" ", said)):
        return "stop_all"
    if _MYSELF.search(said):
        return "take_over"
    return None if _NODS.match(said) and not _BUT.search(said) else UNCLEAR


def _folded(written: str) -> str:
    """Small letters without punctuation; Kazakh letters as a Russian keyboard has them.

    Kazakh is often typed without its own letters, so both spellings must meet.
    """
    plain = _INVISIBLE.sub("", written).lower().translate(_FOLDED)
    return " ".join(re.findall(r"\w+", plain))
