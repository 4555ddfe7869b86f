"""Who complains, and how: the tables that every topic shares.

Six shapes of a crowd. `crowd`: a fault that everybody present feels. `corner`: a
fault felt in one room or with one master. `one`: a single client. `brigade`:
organised complaints. `chance`: independent small matters that met. `anything`: the
cause we did not think of. All figures are assumptions; where a figure comes from
our own simulations the reason says so.
"""

from sondir.domain.diagnosis.network import Prior, Row, Table, TopicModel, row

WITNESSES = Table(
    "witnesses",
    ("few", "some", "many", "crowd"),
    (
        # Given that an alarm was raised, which by itself needs three witnesses.
        row("crowd", 0.04, 0.34, 0.36, 0.26, why="half of a hall writes: five or more"),
        row("corner", 0.08, 0.62, 0.25, 0.05, why="one room seats two to four people"),
        row("one", 0.90, 0.07, 0.02, 0.01, why="one person, and perhaps kin"),
        row("brigade", 0.25, 0.15, 0.25, 0.35, why="8-15 accounts; copies count once"),
        row("chance", 0.07, 0.75, 0.15, 0.03, why="chance rarely exceeds the bar"),
        row("anything", 0.12, 0.43, 0.27, 0.18, why="between a crowd and a corner"),
    ),
)
VISITS = Table(
    "visits",
    ("most", "mixed", "strangers"),
    (
        # What lies between speaks for nobody, if for anybody then for a brigade.
        row("crowd", 0.876, 0.11, 0.014, why="guests have bookings; some walk in"),
        row("corner", 0.876, 0.11, 0.014, why="as for the whole hall"),
        row("one", 0.70, 0.15, 0.15, why="angry clients were usually there"),
        row("brigade", 0.014, 0.126, 0.86, why="one in twenty has a visit"),
        row("chance", 0.74, 0.22, 0.04, why="mostly real guests with small matters"),
        row("anything", 0.70, 0.22, 0.08, why="mostly real guests"),
    ),
)
WORDS = Table(
    "words",
    ("own", "some_copies", "copies"),
    (
        row("crowd", 0.92, 0.07, 0.01, why="people in the chair write as they feel"),
        row("corner", 0.92, 0.07, 0.01, why="as for the whole hall"),
        row("one", 0.70, 0.20, 0.10, why="one person repeats the same words"),
        row("brigade", 0.40, 0.20, 0.40, why="half of the brigades paraphrase"),
        row("chance", 0.92, 0.07, 0.01, why="unrelated people, unrelated words"),
        row("anything", 0.80, 0.15, 0.05, why="wide"),
    ),
)
ACCOUNTS = Table(
    "accounts",
    ("known", "mixed", "new"),
    (
        row("crowd corner", 0.72, 0.22, 0.06, why="most guests have written before"),
        row("one", 0.65, 0.15, 0.20, why="one account: known or not"),
        row("brigade", 0.06, 0.20, 0.74, why="accounts are made for the purpose"),
        row("chance", 0.66, 0.24, 0.10, why="most guests have written before"),
        row("anything", 0.55, 0.28, 0.17, why="wide"),
    ),
)
VOICES = Table(
    "voices",
    ("distinct", "leaning", "one_client"),
    (
        row("crowd", 0.90, 0.08, 0.02, why="one or two messages a person"),
        row("corner", 0.82, 0.14, 0.04, why="few people: one of them may lead"),
        row("one", 0.05, 0.15, 0.80, why="that is what one angry client means"),
        row("brigade", 0.85, 0.10, 0.05, why="many accounts is the point of it"),
        row("chance", 0.82, 0.13, 0.05, why="one message each"),
        row("anything", 0.72, 0.18, 0.10, why="wide"),
    ),
)
PACE = Table(
    "pace",
    ("fast", "steady", "slow"),
    (
        row("crowd", 0.25, 0.55, 0.20, why="7 in 40 min; people write when they leave"),
        row("corner", 0.15, 0.50, 0.35, why="few people, longer gaps"),
        row("one", 0.40, 0.35, 0.25, why="one person writes in a row"),
        row("brigade", 0.50, 0.40, 0.10, why="8-15 within half an hour"),
        row("chance", 0.10, 0.35, 0.55, why="chance prefers the wide windows"),
        row("anything", 0.30, 0.40, 0.30, why="nothing known"),
    ),
)
RARITY = Table(
    "rarity",
    ("usual", "rare", "very_rare"),
    (
        # All rows are kept mild: this finding repeats `witnesses` in part, and the
        # network would count the same fact twice.
        row("crowd", 0.10, 0.46, 0.44, why="noticed early, at the third or fourth"),
        row("corner", 0.14, 0.51, 0.35, why="fewer witnesses, a less rare cluster"),
        row("one", 0.45, 0.40, 0.15, why="one witness makes no cluster"),
        row("brigade", 0.10, 0.42, 0.48, why="as large as a real crowd, and faster"),
        row("chance", 0.27, 0.52, 0.21, why="once in so many days: rarer is rarer"),
        row("anything", 0.17, 0.48, 0.35, why="nearly even"),
    ),
)
SHARED = (WITNESSES, VISITS, WORDS, ACCOUNTS, VOICES, PACE, RARITY)


def with_crowd(
    topic: str,
    priors: tuple[Prior, ...],
    tables: tuple[Table, ...],
    questions: tuple[Table, ...],
) -> TopicModel:
    """Complete a topic's own tables by those about its witnesses."""
    crowd = tuple(_per_cause(table, priors) for table in SHARED)
    return TopicModel(topic, priors, (*crowd, *tables), questions)


def _per_cause(table: Table, priors: tuple[Prior, ...]) -> Table:
    kinds = {kind: each for each in table.rows for kind in each.causes}
    rows = (
        Row((prior.cause,), kinds[prior.crowd].p, kinds[prior.crowd].why)
        for prior in priors
    )
    return Table(table.finding, table.states, tuple(rows))
