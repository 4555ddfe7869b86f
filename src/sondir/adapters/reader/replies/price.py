"""The price of a visit in a vendor's words: whole tenge, low and high.

Read from folded text with digits. Where several sums stand, the one for the call-out
or diagnostics wins; a sum that is refused ("5000 мало") does not count; a sum of
money asked in advance counts only when nothing else is named.
"""

import re
from dataclasses import dataclass

THOUSAND = (
    r"(?:тысяч\w*|тыщ\w*|тыш\w*|тыс\w*|мынн?\w*|штук\w*|штучек|косар\w*|куск\w*|к|т)"
    r"(?![а-я])\.?"
)
CURRENCY = r"(?:тенге\w*|тенг|тнг|тг|т\.г\.?|₸|кзт)(?![а-я])\.?"
_NUMBER = r"\d{1,3}(?:[ .,']\d{3})+(?![\d])|\d+[.,]\d(?!\d)|\d+"
_AMOUNT = re.compile(
    rf"(?<![\d:.])(?:(?P<low>{_NUMBER})\s?(?P<lowk>{THOUSAND})?\s?(?:{CURRENCY})?\s?"
    r"(?:-|до|или|не более|/|ден|дан|тен|тан|нан|нен| (?!\d{3}(?!\d)))\s?)?"
    rf"(?P<high>{_NUMBER})\s?(?P<k>{THOUSAND})?(?:\s?(?P<rest>\d{{3}})(?!\d))?"
    rf"\s?(?P<cur>{CURRENCY})?(?!\d|[:%]|\s?мин|\s?час(?!т)|\s?саг)"
)


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of money: tenge from *low* to *high*, what it is for, where it stood."""

    low: int
    high: int
    role: str  # callout diagnostics repair advance refused plain
    start: int
    end: int


_CUE = re.compile(
    r"(?:выезд\w*|вызов\w*|диагностик\w*|цена|стоит|стоимость|возьму|берем|беру|"
    r"дешевле|"
    r"меньше|за|по|шыгу|шакыру|бага\w*|минимум|давайте|итого|сумма|с вас|ну)"
    r"(?: чем)?(?: за)?(?: будет| это| болады)?\s?[-:=]?\s?$"
)
_AT_HOUR = re.compile(
    r"(?<![а-я])(?:в|к|до|после|с|около|на|через|сагат|минут|часов|часа)\s$"
)
_CUE_AFTER = re.compile(
    r" ?(?:возьму|беру|берем|за (?:приезд|выезд|вызов)|берсе|толесе|"
    r"болса (?:бар|кел|шыг)|и (?:я )?(?:выез|еду|прие|поеду|по рукам|"
    r"договор))"
)
_ROLES = (
    (
        "refused",
        r"(?:(?<!дешевле )(?<!меньше )(?<!ниже )не (?:сдела\w+|соглашусь|возьмусь|"
        r"поед\w+) за|вместо|(?<![а-я])не|(?<!дешевле )(?<!меньше )"
        r"(?<!ниже )(?:даже|а) за) $",
        r"^ ?(?:тг|тенге|тыс\w*|мын)?,? ?(?:это )?(?:мало|маловато|не вариант|"
        r"аз болады|"
        r"(?:\w+ )?не (?:окуп|катит|хват)|нет(?![а-я])(?! проб)|аз(?![а-я])|не пойдет|"
        r"не устроит|не поед|никто не|не получ|не выйд|не прие|"
        r"бармай|келмей|шыкпай|истемей)|"
        r"^(?: ?(?:тг|тенге|тыс\w*|мын))?(?: ?-?(?:га|ге|ка|ке))? ?(?:не (?:сдела|"
        r"согла[сш]|возьмусь|возьмемся|берусь|беремся|работаю|работаем|справ)|"
        r"(?:истеме|жасама|жондеме|бармай|келмей|келиспе|болмай|шыкпай)[а-я]*)"
        r"(?! (?:дешевле|меньше))",
    ),
    (
        "advance",
        r"(?:предоплат|аванс|задат|алдын ала|залог)[^.;]{0,22}$",
        r"^[^.;]{0,14}(?:предоплат|аванс|задат|алдын ала|алдымен|вперед)",
    ),
    (
        "callout",
        r"(?:выезд|вызов|приезд|визит|шыгу|шыгыс|шакыр|дорог|жол)[^.;]{0,26}$",
        r"^[^.;\d]{0,14}(?:выезд|вызов|за приезд|шыгу|шакыр)",
    ),
    (
        "diagnostics",
        r"(?:диагн|осмотр|дефектовк|тексер|карап|посмотре)[^.;]{0,26}$",
        r"^[^.;\d]{0,14}(?:диагн|осмотр|тексер)",
    ),
    (
        "repair",
        r"(?:ремонт|заправк|чистк|фреон|запчаст|компресс|монтаж|установ|жонде|тазал|"
        r"бензин|замен)[^.;]{0,26}$",
        r"^[^.;\d]{0,12}(?:ремонт|заправ|чистк|фреон|запчаст|жонде|тазал|за работу)",
    ),
)
_ROLE_PATTERNS = [(role, re.compile(b), re.compile(a)) for role, b, a in _ROLES]


def sums(text: str) -> list[Sum]:
    """Return every sum of money named in *text* (folded, with digits), in order.

    >>> [(s.low, s.high, s.role) for s in sums("выезд 3000, ремонт от 10-15 тыс")]
    [(3000, 3000, 'callout'), (10000, 15000, 'repair')]
    """
    found: list[Sum] = []
    position = 0
    if not _DIGIT.search(text):
        return found
    while match := _AMOUNT.search(text, position):
        amount = _as_sum(text, match)
        if amount is None and match["low"] is not None:
            position = match.end("low")
            match = _AMOUNT.search(text[: match.start("high")].rstrip(), match.start())
            amount = _as_sum(text, match) if match else None
            if amount:
                found.append(amount)
            continue
        if amount:
            found.append(amount)
        position = match.end()
    return found


def _as_sum(text: str, match: re.Match[str]) -> Sum | None:
    high = _tenge(match["high"], match["k"], match["rest"])
    before = text[: match.start()]
    marked = bool(match["k"] or match["cur"])
    cued = _CUE.search(before) or (
        _CUE_AFTER.match(text[match.end() :]) and not _AT_HOUR.search(before)
    )
    if not marked and high <= 60 and cued:
        high, marked = high * 1000, True
    if high < 300 or high > 3_000_000 or (not marked and high < 500):
        return None
    low = high
    if match["low"] is not None:
        low = _lower(match, high)
        if not high / 12 <= low < high:
            return None
    role = _role(before[-48:], text[match.end() :][:40])
    return Sum(int(low), int(high), role, match.start(), match.end())


def _lower(match: re.Match[str], high: float) -> float:
    if match["lowk"]:
        return _tenge(match["low"], match["lowk"], None)
    low = _tenge(match["low"], None, None)
    return low * 1000 if low * 1000 < high or low < 100 <= high / 10 else low


def _tenge(number: str, thousand: str | None, rest: str | None) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ .,']\d{3})+", number):
        return float(re.sub(r"\D", "", number))
    value = float(number.replace(",", "."))
    if thousand and value < 1000:  # "9000 к счету": a preposition, no thousand
        return value * 1000 + (int(rest) if rest else 0)
    return value


def _role(before: str, after: str) -> str:
    """Say what a sum is for: by the words before it, else by those behind."""
    refused, *others = _ROLE_PATTERNS
    if not _AT_LEAST.search(before) and _fits(refused, before, after):
        return refused[0]
    near = re.split(r"\d", before)[-1]
    advance, *kinds = others
    if _fits(advance, near, after):
        return advance[0]
    for role, earlier, _ in kinds:
        if earlier.search(near):
            return role
    return next((role for role, _, later in kinds if later.search(after)), "plain")


def _fits(
    pattern: tuple[str, re.Pattern[str], re.Pattern[str]], before: str, after: str
) -> bool:
    return bool(pattern[1].search(before) or pattern[2].search(after))


_AT_LEAST = re.compile(r"(?:меньше|дешевле|ниже|менее)\s(?:чем\s)?(?:за\s)?$")
_FREE = re.compile(
    r"(?<!не )(?:бесплатн|тегин|халяв|даром(?![а-я])|ничего не (?:берем|беру|стоит)|"
    r"за (?:выезд|вызов|диагностику) (?:\w+ )?не (?:бер|плат)|"
    r"(?:выезд|вызов|диагностик\w*|шыгу|шакыру)\s?[-:=]?\s?(?:- )?0(?! ?[\d.])|"
    r"(?:ремонт\w*|жондесе\w*)[^.\d]{0,12}\s0(?![\d.])|акы алмайм|акша алмайм|акысыз)"
)
_WAIVED = re.compile(
    r"(?<![а-я])не (?:оплачив|плат|счита|бер[еу]|учитыва|взима|"
    r"нужно платить)\w*|есептелмей|"
    r"алынбай|алмайм"
)
_DEDUCTED = re.compile(
    r"вычит|вычт|в зачет|(?:входит|войдет|включен\w*|"
    r"включается) в (?:стоимость )?ремонт|"
    r"кирип кет|идет в счет|в счет ремонт"
)
_NOT_VISIT = re.compile(r"(?:консультаци|доставк|гаранти|монтаж|дня|чистк)\w* $")


def price(text: str, found: list[Sum] | None = None) -> tuple[int, int] | None:
    """Return the price of the visit in tenge, or None where none is named.

    *found* are the *sums* of *text*, if the caller has them already.

    >>> price("выезд бесплатный если чиним у нас")
    (0, 0)
    >>> price("диагностика 5000, при ремонте бесплатно")
    (0, 5000)
    """
    found = sums(text) if found is None else found
    named = [amount for amount in found if amount.role != "refused"]
    visit = [a for a in named if a.role in _VISIT]
    free = _FREE.search(text)
    if free and _NOT_VISIT.search(text[: free.start()]):
        free = None
    if free and not _tied_to_repair(text) and visit:
        return _total(visit)
    if free or (visit and _is_waived(text)):
        waived = [a.high for a in visit or named if a.role in {*_VISIT, "plain"}]
        return 0, max(waived, default=0)
    return _total(visit) if visit else _one_of(named)


def _is_waived(text: str) -> bool:
    """Say whether a sum falls away when the repair is ordered."""
    return _DEDUCTED.search(text) is not None or (
        _TIED.search(text) is not None and _WAIVED.search(text) is not None
    )


_VISIT = frozenset({"callout", "diagnostics"})
_TIED = re.compile(
    r"(?:при|если|егер|в случае|после|соглас|уговор)[^.]{0,30}"
    r"(?:ремонт|чин|дела|жонде|заказ|соглас|работ)|жондес|жондет|ремонт жаса"
)


def _tied_to_repair(text: str) -> bool:
    return _TIED.search(text) is not None


def _total(visit: list[Sum]) -> tuple[int, int]:
    """Add the call-out to the diagnostics when both have a sum of their own."""
    first = {a.role: a for a in reversed(visit)}
    return sum(a.low for a in first.values()), sum(a.high for a in first.values())


def _one_of(named: list[Sum]) -> tuple[int, int] | None:
    """Choose the sum meant by the vendor when none is called a call-out."""
    for role in ("plain", "repair", "advance"):
        for amount in named:
            if amount.role == role:
                return amount.low, amount.high
    return None


def without_sums(text: str, found: list[Sum] | None = None, left: str = " ") -> str:
    """Put *left* for each sum of money, so that the rest may be read for times.

    >>> without_sums("к 11, 7 тыс")
    'к 11,  '
    """
    for amount in reversed(sums(text) if found is None else found):
        text = text[: amount.start] + left + text[amount.end :]
    return text
