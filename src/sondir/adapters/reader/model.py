"""The linear model: int8 weights over hash buckets, one column a head.

A head's score is the sum of its weights over the message's buckets, divided by the
square root of their number. Platt scaling turns a score into a probability, with
parameters of its own for Russian, Kazakh and mixed text.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sondir.adapters.reader.features import END
from sondir.adapters.reader.weighing import Known, Word, pairs_of

LANGS = ("ru", "kk", "mixed", "other")
TOPICS = (
    "heat_air",
    "cold",
    "water",
    "power_internet",
    "hygiene",
    "waiting",
    "staff_rudeness",
    "service_quality",
    "injury_allergy",
    "booking_error",
    "payment_price",
    "noise_smell",
    "other",
)
INTENTS = ("booking", "price_question", "thanks", "confirm", "cancel", "other")
WORD_LANGS = ("ru", "kk", "other")
HEADS = (
    *(f"word:{lang}" for lang in WORD_LANGS),
    "complaint",
    *(f"topic:{topic}" for topic in TOPICS),
    "severity:medium",
    "severity:high",
    "severity:critical",
    "danger",
    "good",
    *(f"intent:{intent}" for intent in INTENTS),
    "tense:past",
    "tense:solved",
    "flag:bot",
    "flag:human",
    "flag:legal",
)
COLUMN = {head: at for at, head in enumerate(HEADS)}
_GOOD = COLUMN["good"]
WORD_HEADS = len(WORD_LANGS)

Floats = npt.NDArray[np.float32]
Sums = npt.NDArray[np.int32]


@dataclass(frozen=True)
class LinearModel:
    """Weights with what turns scores into probabilities.

    *weights* is int8 [buckets, heads]; *scale* and *bias* are per head; *platt* is
    [langs, heads, 2]; *ends* bound the polarity's probability, whose labels are
    partly wrong; *lang_weights* [features + 1, langs] tells the language of a
    message from its words.
    """

    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    platt: Floats
    ends: Floats
    lang_weights: Floats

    @cached_property
    def lang_columns(self) -> list[list[float]]:
        """The language weights as plain numbers: so few that lists are faster."""
        columns: list[list[float]] = self.lang_weights.T.tolist()
        return columns

    @cached_property
    def known(self) -> Known:
        """Words met so far and what they add: see `weighing`."""
        return {}

    @cached_property
    def end_row(self) -> bytes:
        """What the end of every message adds to each head."""
        ends: Sums = np.add.reduce(self.weights.take(END, 0), 0, dtype=np.int32)
        return ends.tobytes()

    @cached_property
    def end_complaint(self) -> float:
        """What the end of every message adds to the complaint."""
        return float(self.weights[END, COLUMN["complaint"]].sum(dtype=int))

    complaint_at = COLUMN["complaint"]
    """The column of the complaint; a constant, no part of a stored model."""

    @cached_property
    def complaint_scale(self) -> float:
        """Scale of the complaint's weights."""
        return float(self.scale[COLUMN["complaint"]])

    @cached_property
    def word_scale(self) -> Floats:
        """Scales of the word heads, a column."""
        return self.scale[:WORD_HEADS, None]

    @cached_property
    def word_bias(self) -> Floats:
        """Biases of the word heads, a column."""
        return self.bias[:WORD_HEADS, None]

    def word_shares(self, sums: Sums, counts: list[int]) -> list[list[float]]:
        """How far words are Russian, Kazakh, other; then the same of last words.

        *sums* holds a row of whole weights for each word, *counts* its grams.
        """
        sums = np.concatenate((sums, sums + np.frombuffer(self.end_row, np.int32)))
        root = np.sqrt([*counts, *(count + len(END) for count in counts)])
        shares = sums[:, :WORD_HEADS].T / root * self.word_scale + self.word_bias
        listed: list[list[float]] = logistic(shares.astype(np.float32)).T.tolist()
        return listed

    def scores(self, words: list[Word]) -> Floats:
        """Score of every head for one message of *words*."""
        rows = b"".join([self.end_row, *[word.row for word in words]])
        heads = np.frombuffer(rows, np.int32).reshape(-1, len(self.scale))
        total = np.add.reduce(heads, 0, dtype=np.int32)
        count = sum([word.count for word in words]) + len(END)
        if pairs := pairs_of(words):
            taken = self.weights.take(pairs, 0)
            total += np.add.reduce(taken, 0, dtype=np.int32)
            count += len(pairs)
        scores: Floats = total * (self.scale / count**0.5) + self.bias
        return scores

    @cached_property
    def slopes(self) -> dict[str, tuple[Floats, Floats]]:
        """Platt scaling of each language: slopes and offsets, a row each."""
        return {
            lang: (scaled[:, 0].copy(), scaled[:, 1].copy())
            for lang, scaled in zip(LANGS, self.platt, strict=True)
        }

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The polarity's lowest probability and its span."""
        low, high = self.ends.tolist()
        return low, high - low

    def probabilities(self, scores: Floats, lang: str) -> list[float]:
        """Calibrated probabilities for a message in *lang*."""
        slope, offset = self.slopes[lang]
        found: list[float] = logistic(scores * slope + offset).tolist()
        low, span = self.bounds
        found[_GOOD] = low + span * found[_GOOD]
        return found


def logistic(margin: Floats) -> Floats:
    """Log-odds to probabilities, without overflow."""
    found: Floats = np.tanh(margin * np.float32(0.5))
    found += 1
    found *= np.float32(0.5)
    return found


@cache
def shipped() -> LinearModel:
    """The model that ships with the product (`model.npz` beside this file)."""
    with files(__package__).joinpath("model.npz").open("rb") as file:
        return read_model(np.load(file, allow_pickle=False))


def read_model(stored: "np.lib.npyio.NpzFile") -> LinearModel:
    """Build the model from a stored archive; ValueError if the heads differ."""
    if tuple(stored["heads"]) != HEADS:
        raise ValueError("model.npz was trained for other heads: train again")
    names = ("weights", "scale", "bias", "platt", "ends", "lang_weights")
    return LinearModel(*(stored[name] for name in names))
