"""Words of harm by which nobody is harmed: figures of speech, negations, stuffy air.

A figure is taken out of the message and the rest is read again: whatever danger the
rest holds, by a rule or by the model, still calls a person.
"""

from sondir.adapters.reader.lowering import LOWERING
from sondir.adapters.reader.raising import RAISING
from sondir.adapters.reader.rule import Rule, RuleBook, beginnings
from sondir.adapters.reader.understood import Understood

_DANGER_OF_THE_REST = 0.25
"""As sure as the model has to be beside a rule: what is left needs no less."""

_WHAT_CHARMS = (
    "(красот|красив|восторг|восхи|счаст|любв|влюб|радост|шикарн|роскош|великолеп"
    "|прекрас|классн|круто|идеальн|комплимент|впечатлен|выбор)\\S*"
)
_WHAT_CHARMS_KK = (
    "(сұлулы|әдемі|керемет|қуаныш|бақыт|махаббат|сүйсін|таңдау|тамаша)\\S*"
)
_SHOCK = (
    "(током (ударил|прошиб|шарахн|долбан|пронзи)\\S*"
    "|(ударил|прошиб|пронзи|шарахн)\\S* током)"
)
_HURT = (
    "(обожг|обжег|обожж|порез|поцарап|оцарап|поран|укол|сожгл|прижг|спалил|ошпар"
    "|надрез|травмир|прокол)\\S*"
)
_HURT_KK = "(күйдір|кес|тіл|жарақатта|сыз|тырна|шаншы|тес)"
_NOT_SURE = "\\?|чуть не|едва не|разве|хоть бы|лишь бы|если "

FIGURES = RuleBook(
    [
        Rule(
            "struck by beauty",
            "током ударило ударил прошибло пронзило шарахнуло",
            f" (как |аж |будто |словно |просто |меня )*{_SHOCK} (меня |прям )?"
            f"(от (\\S+ )?{_WHAT_CHARMS}"
            "|(насколько|настолько|как|так|до чего|какая|какой|какие) (это |все )?"
            f"{_WHAT_CHARMS})"
            f"| (так|настолько) {_WHAT_CHARMS} (что )?(аж |меня |просто )*{_SHOCK}"
            f"| ток (соқ|ұр|соғ)(қан|ған)дай (\\S+ )?(\\S+ )?{_WHAT_CHARMS_KK}",
            unless=" (фен|розет|провод|щипц|плойк|утюж|ламп|маши|аппарат|кабел"
            "|удлинит|выключател|щит|сым|вилк)",
        ),
        Rule(
            "giddy with delight",
            "голова голову башка кругом кружится басым бас айналып сұлулықтан"
            " қуаныштан бақыттан таңдаудан әдемілік",
            " ((голов|башк)\\S* (\\S+ )?(кругом|круж\\S*)"
            f"|круж\\S* голов\\S*) от (\\S+ )?{_WHAT_CHARMS}"
            f"| от (\\S+ )?{_WHAT_CHARMS} (аж |просто )?(голов\\S* (\\S+ )?(кругом"
            "|круж\\S*)|круж\\S* голов\\S*)"
            f"| {_WHAT_CHARMS_KK}(нан|нен|тан|тен|дан|ден)?"
            " бас\\S* айнал\\S*( кет\\S*| бар\\S*| тұр)?"
            f"| бас\\S* айнал\\S* (кет\\S* )?{_WHAT_CHARMS_KK}",
            unless=" (запах|иіс|краск|бояу|хими|духот|жар[аык]|упал|упад|тошн)",
        ),
        Rule(
            "no harm was done",
            "не нигде ни күйдірген күйдірмеді кескен кеспеді тілген тырнаған жоқ",
            f" (ни разу |нигде |ничего |меня )*не {_HURT}"
            "( (ни разу|нигде|ничего|меня|кожу|руки|пальцы))?(?! (а|но) )"
            f"| {_HURT_KK}\\S*(ған|ген|қан|кен) жоқ"
            f"| {_HURT_KK}(ме|ма|пе|па)(ді|ды|ңіз\\S*)? ",
            unless=_NOT_SURE,
        ),
        Rule(
            "a soul on fire",
            "жаным",
            " жаным (\\S+ )?жан(ып|ды|ады)( тұр\\S*| бара\\S*| кет\\S*| жат\\S*)?",
            unless=" (бас|бет|тері|көз|қол|бояу|хими|қышқыл|түтін|өрт|розет|сым|иіс"
            "|ауыр|көмек)",
        ),
        Rule(
            "blood on an instrument",
            "инструмент инструменты инструментах инструментом ножницы ножницах кусачки"
            " пинцет щипчики лезвие құрал құралдар құралдары қайшы",
            " (инструмент|ножниц|кусачк|пинцет|щипчик|лезви)\\S* (\\S+ )?(\\S+ )?"
            "(в|с|со следами) (\\S+ )?кров(и|ью)"
            "| кров\\S* (\\S+ )?на (\\S+ )?(инструмент|ножниц|кусачк|пинцет|щипчик"
            "|лезви)\\S*| на (инструмент|ножниц|кусачк|пинцет|щипчик|лезви)\\S*"
            " (\\S+ )?кров\\S*"
            "| (құрал|қайшы)\\S* (\\S+ )?қан( |ның |ды )",
            unless=" (порез|поран|задел|ухо|уха|палец|пальц|мне|меня|тече?т|кесіп|маған"
            "|менің|саусағ|ағып)",
        ),
    ]
)
"""Taken out with the complaint they seem to make, except the blood, which is dirt."""

STUFFY = RuleBook(
    [
        Rule(
            "short of air in the heat",
            "тынысым тыныс тынысымыз демім дем деміміз",
            " (тыныс|дем)\\S* (\\S+ )?(тарыл|қысыл)\\S*( бара\\S*| кет\\S*| тұр\\S*"
            "| жат\\S*| отыр\\S*)?",
            unless=" (ала алма|құла|талып|талды|есін|есен|астма|демікпе|көгер|тамағ"
            "|жүре|бас\\S* айнал|аллерг|ісі|бояу|хими|түтін|газ|бала|апа|әже|жүкті"
            "|жедел|скор|көмек|қан |ауыр|бөртп|қыш|құс|ұста)",
        )
    ]
)
"""Heat and no danger, but only where the heat is named beside it."""
_HEAT = Rule(
    "heat", "", " (қапырық|ыстық|тымырсық|ауа жоқ|кондиционер|кондер|душно|жарко)"
)
_STAYS = frozenset({"blood on an instrument"})


def without_figures(understood: Understood, folded: str) -> tuple[bool, float]:
    """Say whether only figures speak of danger, and what complaint is left.

    The complaint is 1.0 where no figure stands or the figure takes none away.
    """
    begun = beginnings(folded)
    met = FIGURES.met(folded, begun)
    stuffy = STUFFY.met(folded, begun)
    if stuffy and not _HEAT.met(f" {folded} "):
        stuffy = []
    if not met and not stuffy:
        return False, 1.0
    left = _rest(understood, [rule for rule, _ in (*met, *stuffy)], folded)
    danger, complaint = understood.of_words(left) if left else (0.0, 0.0)
    rest = " ".join([understood.weighed[at].folded for at in left])
    if RAISING.met(rest, beginnings(rest)) or danger >= _DANGER_OF_THE_REST:
        return False, 1.0
    if LOWERING.met(rest, beginnings(rest)):
        complaint = 0.0
    stays = stuffy or any(rule.name in _STAYS for rule, _ in met)
    return True, 1.0 if stays else complaint


def _rest(understood: Understood, rules: list[Rule], folded: str) -> list[int]:
    """The places of the words outside every figure."""
    padded, gone = f" {folded} ", set[int]()
    for rule in rules:
        for found in rule.compiled.finditer(padded):
            start = found.start() + (padded[found.start()] == " ")
            first = padded.count(" ", 0, start) - 1
            words = padded[start : found.end()].rstrip(" ").count(" ") + 1
            gone.update(range(first, first + words))
    return [at for at in range(len(understood.weighed)) if at not in gone]
