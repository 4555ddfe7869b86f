"""Complaints too plain for the model: a "but" behind praise, a question beside heat.

The model weighs a whole message, so that much praise drowns a short remark, and a
question mark speaks for a wish to book. What stands behind the "but", or beside the
question, is read alone; it counts only where it is sure of itself.
"""

from sondir.adapters.reader.lowering import LOWERING
from sondir.adapters.reader.rule import Rule, RuleBook, beginnings
from sondir.adapters.reader.understood import Understood

SURE_BEHIND_PRAISE = 0.5
"""How likely the words behind the "but" must be a complaint by themselves."""
SURE_BESIDE_A_QUESTION = 0.45
"""How likely a statement beside a question must be a complaint by itself."""
SURE_OF_ITS_TOPIC = 0.5
_ENDS = frozenset("?!.,;:…")
PLAINLY_SAID = 0.6
"""What a melting face beside the hall, or words that a rule knows, are taken for."""

_BUT = Rule(
    "but after praise",
    "но только однако бірақ тек",
    " (норм|хорош|отличн|супер|класс|понрав|нрав|спасибо|красив|замечательн|довол"
    "|жақсы|керемет|рақмет|рахмет|ұна|тамаша|дұрыс|әдемі|риза)\\S* (\\S+ ){0,5}"
    "(но|только|однако|бірақ|тек) (?=(\\S+ ){1,8}$)",
)
_MELTS = Rule(
    "a melting face",
    "🥵",
    "🥵 (\\S+ ){0,3}(кондиц|кондер|зал|салон|жар|душн|ысты|қапыр|ауа )"
    "| (кондиц|кондер|зал|салон|жар|душн|ысты|қапыр|ауа )\\S* (\\S+ ){0,2}🥵",
    unless=" (улиц|погод|далад|көше|есть ли|бар ма|нет жар|скидк|окош|жеңілдік)",
)
_ELSEWHERE = " (улиц|погод|далад|көше|күн |дома |үйде |летом|зимой|жазда|қыста)"
_RELIEF = Rule(
    "trouble beside a wish for relief",
    "жарко жарища жара душно духота ыстық ыстықтап қапырық холодно замерзла мерзнем"
    " суық тоңып",
    " (жарко|жарища|жара|душно|духота|ыстық|қапырық|холодно|замерз\\S*|мерзн\\S*|суық"
    "|тоңып) (\\S+ ){0,5}(откр(ойте|оете|ыть)|включи|включите|включить|проветри\\S*"
    "|ашыңыз\\S*|аша сыз|ашасыз|ашуға|ашыла|қосыңыз\\S*|қосасыз|қосуға|қоссаңыз"
    "|кондиц\\S*|кондер|вентилятор\\S*|обогреват\\S*|отоплен\\S*|терезе\\S*|жылу"
    "|форточк\\S*) "
    "| (откройте|откроете|включите|включите же|ашыңыз\\S*|қосыңыз\\S*) (\\S+ ){0,4}"
    "(жарко|жарища|душно|ыстық|қапырық|холодно|суық) ",
    unless=_ELSEWHERE + "| (не (жарко|душно|холодно)|нет жар|(жарко|душно|холодно) ли"
    "|(ыстық|суық) (па|ма|емес)|(ыстық|суық) (болса|болмай))",
)
_SEEN = Rule(
    "seen with one's own eyes",
    "ыстық суық шулы қапырық сасық лас қараңғы қымбат дауыс музыка музыканы воняет"
    " вонь воня сасып",
    " (ыстық|суық|шулы|қапырық|сасық|лас|қараңғы) (қой|ғой|екен|болып (тұр|кет)\\S*"
    "|боп (тұр|кет)\\S*) "
    "| (музыка|дауыс)\\S* (\\S+ ){0,2}(қатты|громк\\S*|орет) "
    "| (қатты|громкая) (дауыс|музыка) "
    "| (так|тут|здесь|у вас) (\\S+ ){0,2}(воняет|вонь|сасып) ",
    unless=_ELSEWHERE + "| (шай|кофе|су |орау|маска|блонд|не воня)",
)
_VERMIN = Rule(
    "vermin",
    "таракан тараканы таракана клопы клоп мыши мышь крыса тарақан",
    " (у вас|сіздерде|в салоне|салонда|тут|здесь) (\\S+ ){0,2}(таракан|клоп|мыш|крыс"
    "|тарақан)\\S* ",
    unless=" (нет|жоқ|дезинсек|травите|услуг)",
)
_DEARER = Rule(
    "dearer than said",
    "дороже дорого қымбат қымбатырақ баға бағасы цена цены",
    " (почему|неге) (\\S+ ){0,3}(дороже|қымбат\\S*) (\\S+ ){0,2}(чем|прайс|сайт"
    "|сказал|обещал|айтқан|бағадан)"
    "| (почему|неге|неліктен) (\\S+ ){0,2}(баға|цен)\\S* (\\S+ ){0,2}(басқа|бөлек"
    "|қымбат|друг|выше)",
)
_ENOUGH = Rule(
    "out of patience",
    "сколько опаздываете опаздывает",
    " сколько можно (ждать|сверлить|долбить|шуметь|терпеть|звонить|это терпеть|сидеть) "
    "| (вы|мастер) (\\S+ ){0,2}опаздывае(те|т) | опаздываете на ",
    unless=" (если|не страшно|ничего страшного)",
)
_NOT_MINE = Rule(
    "a change nobody asked for",
    "отменили отмена отменена перенесли записали жойылды жойылған жойыпсыздар",
    " (отмен|перенес|записали)\\S* (\\S+ ){0,6}я (\\S+ ){0,2}не (звон|отмен|прос"
    "|запис|перен)\\S* | (жойыл|жойып)\\S* (\\S+ ){0,5}(бас тарт\\S* жоқ|мен емес"
    "|сұраған жоқ)\\S*",
)
_SAID = (_MELTS, _RELIEF, _SEEN, _VERMIN, _DEARER, _ENOUGH, _NOT_MINE)
PLAIN = RuleBook([_BUT, *_SAID])


def plain_complaint(understood: Understood, folded: str) -> float:
    """How likely a plain complaint stands in the message; 0.0 without one."""
    met = {rule.name for rule, _ in PLAIN.met(folded, beginnings(folded))}
    if any(rule.name in met for rule in _SAID):
        return PLAINLY_SAID
    if understood.topics()[0][1] < SURE_OF_ITS_TOPIC:
        return 0.0
    if _BUT.name in met:
        return _behind_praise(understood, folded)
    return _beside_a_question(understood)


def _behind_praise(understood: Understood, folded: str) -> float:
    found = _BUT.compiled.search(f" {folded} ")
    behind = f" {folded} ".count(" ", 0, found.end()) - 1 if found else 0
    p = _of_part(understood, range(behind, len(understood.weighed)))
    return p if p >= SURE_BEHIND_PRAISE else 0.0


def _beside_a_question(understood: Understood) -> float:
    """The likeliest statement of a message that asks something, too."""
    if "?" not in understood.words:
        return 0.0
    parts = _statements(understood.words)
    p = max((_of_part(understood, part) for part in parts), default=0.0)
    return p if p >= SURE_BESIDE_A_QUESTION else 0.0


def _statements(words: list[str]) -> list[range]:
    """Cut the words at their punctuation; what ends with a question mark is left out.

    >>> _statements(["жарко", ",", "окно", "откроете", "?", "душно"])
    [range(0, 1), range(5, 6)]
    """
    found, start = [], 0
    for at, word in enumerate([*words, "."]):
        if word in _ENDS:
            if at > start and word != "?":
                found.append(range(start, at))
            start = at + 1
    return found


def _of_part(understood: Understood, places: range) -> float:
    """How likely these words alone are a complaint; 0.0 where a rule says otherwise."""
    part = " ".join([understood.weighed[at].folded for at in places])
    if LOWERING.met(part, beginnings(part)):
        return 0.0
    return understood.of_words([*places])[1]
