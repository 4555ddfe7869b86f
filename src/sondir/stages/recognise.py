"""Recognise what thing a complaint names: "no water" is another trouble than a leak.

The diagnosis weighs what most writers name (`named` in domain/diagnosis). Here is how
one message is sorted: by beginnings of words, the telling things before the common.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from sondir.domain.untrusted import UntrustedText, folded_words


def _things(**beginnings: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile things in order; "_" stands for a space, "~" for any one word."""
    return tuple(
        (thing, re.compile("|".join(_pattern(b) for b in words.split())))
        for thing, words in beginnings.items()
    )


def _pattern(beginning: str) -> str:
    spoken = beginning.replace("_", " ").replace("~", r"\w+")
    return rf"\b{spoken}"


THINGS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "heat_air": _things(
        conditioner="конд кондиц сплит вентиляц kondi condi kondei",
        stuffy="душно духот дышать дышим воздух ауа_ ауа$ тыныс капырык парилк dyshat"
        " dushno",
        hot="жарк жара ыстык духовк печк саун бан[яею]_ бан[яею]$ пекл ystyk zhark",
    ),
    "cold": _things(
        heating="батаре отоплен радиатор жылу тепло_не калорифер zhylu",
        conditioner="конд сплит kondi condi",
        draught="сквозн сквозит дует окн желвет",
    ),
    "water": _things(
        leak="протек протеч капает льет_с луж затоп прорва потоп залива залило"
        " агып тамшы су_басты су_агып",
        drain="засор канализ слив_ сток_ стоки_ трап бител битеп",
        no_hot_water="горяч ыстык_су только_холодн ледян[аоу]\\w+_вод одна_холодн",
        no_water="вод\\w+_нет нет_вод без_вод"
        " вод\\w+_(\\w+_)?(отключ|выключ|кончил|пропал)"
        " вод\\w+_не вод\\w+_нету вод\\w+_совсем су_жок сусыз кран ни_капли су_келме"
        " смыть"
        " su_zhok vody_net",
    ),
    "power_internet": _things(
        sparks="искр замыкан ушкын гарью коротнул",
        light="свет электр розетк темно темнот жарык ток_жок фен ламп svet tok_",
        internet="интернет вайфай вай_фай wifi wi_fi инет сети_нет internet",
    ),
    "hygiene": _things(
        insects="таракан насеком муравь мух[аи]_ клоп кумырска жандик",
        instruments="инструмент пилк пилоч щипц щипч ножниц стерил фрез курал кайшы"
        " расческ щетк",
        smell="вонь воня запах иис сасы",
        dirt="гряз пол_ полы_ полу_ не_мы пыль волос\\w+_на липк сулги полотен кир_"
        " кир$"
        " шаш_жа мусор kir_",
    ),
    "waiting": _things(
        master_absent="мастер\\w*_(\\w+_){0,2}нет моего_мастера ее_нет его_нет не_вышл"
        " нет_на_месте шебер\\w*_(\\w+_)?жок \\w+_келмепти келмеди где_мастер",
        no_answer="дозвон трубк не_отвеча не_бер никто_не_отв телефон\\w*_не конырау"
        " жауап_бер",
        queue="очеред кезек жд[уеа] ждем жди прожда сижу сидим кут опозд задерж"
        " \\w+_минут полчаса полтора_часа",
    ),
    "staff_rudeness": _things(
        desk="админ ресепш стойк касс оператор вход охран akimshi акимши тиркеу"
        " телефон",
        master="мастер шебер парикмахер стилист косметолог массажист sheber",
    ),
    "booking_error": _things(
        message_received="напомин сообщен смс sms рассыл хабарлам уведомл написано"
        " прислал ескертпе",
        wrong_master="к_друго друг(ой|ому|ого)_мастер не_тот_мастер баска_шебер",
        double_booking="на_мое_время двоих дважды_запис другая_девушка занято"
        " место_занят еки_адам бир_уакыт бир_сагатка",
        booking_lost="записи_нет нет_записи запис\\w+_нет не_нашли пропал потеря"
        " нет_в_баз"
        " не_записан жазылу\\w+_жок",
    ),
    "payment_price": _things(
        charged_twice="два_раза дважды двойн еки_рет еки_есе повторн",
        terminal="терминал оплат\\w+_не не_проходит карт каспи_не qr чек\\w*_не"
        " терминал"
        " terminal",
        price_differs="цен дорож прайс бага насчит посчит лишн подорож обман обсчит"
        " разниц касс артык кымбат сказали_\\d \\d+_взяли",
    ),
    "noise_smell": _things(
        gas_or_smoke="газ(а|ом|у)?_ газ(а|ом|у)?$ дым гарь гарью горел тутин",
        smell="вонь воня запах пахн смерд иис сасы канализ тухл",
        noise="шум гром муз перфорат дрел сверл орет_ грохот дауыс долб ремонт",
    ),
}
"""Per topic the things that can be named, in the order in which they are looked for."""


def named_thing(topic: str | None, text: UntrustedText) -> str | None:
    """Say which thing of *topic* a message names; None where it names none.

    >>> named_thing("water", UntrustedText("С потолка капает, на полу лужа"))
    'leak'
    >>> named_thing("power_internet", UntrustedText("Жарық жоқ, фен істемейді"))
    'light'
    """
    said = " ".join(folded_words(text.written))
    for thing, pattern in THINGS.get(topic or "", ()):
        if pattern.search(said):
            return thing
    return None


def most_named(things: Iterable[str | None]) -> str | None:
    """Say what most of the writers name, one item each; None where no most exists.

    >>> most_named(["leak", "leak", None]), most_named(["leak", "drain", None])
    ('leak', None)
    """
    every = list(things)
    counted = Counter(thing for thing in every if thing is not None)
    if not counted:
        return None
    thing, times = counted.most_common(1)[0]
    return thing if times >= MOST and times * 2 > len(every) else None


MOST = 2
"""One writer alone is not most of them."""
