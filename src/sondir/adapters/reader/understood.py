"""What the model alone says of a message, before the rules."""

from dataclasses import dataclass

import numpy as np

from sondir.adapters.reader.features import END, grams
from sondir.adapters.reader.model import COLUMN, INTENTS, TOPICS, LinearModel
from sondir.adapters.reader.normalise import Views
from sondir.adapters.reader.weighing import Word
from sondir.domain.reading import Lang, Reading, Reason, Severity

_FIRST_TOPIC = COLUMN[f"topic:{TOPICS[0]}"]
_FIRST_INTENT = COLUMN[f"intent:{INTENTS[0]}"]


@dataclass(frozen=True, slots=True)
class Understood:
    """Calibrated probabilities of one message, with what they were computed from."""

    words: list[str]
    weighed: list[Word]
    lang: Lang
    probability: list[float]
    model: LinearModel

    @property
    def seen(self) -> Views:
        """Both views of the message."""
        return Views(" ".join(self.words), " ".join(w.folded for w in self.weighed))

    def p(self, head: str) -> float:
        """Probability of one head."""
        return self.probability[COLUMN[head]]

    def topics(self) -> list[tuple[str, float]]:
        """Every topic with its probability, most likely first."""
        values = self.probability[_FIRST_TOPIC : _FIRST_TOPIC + len(TOPICS)]
        ordered = sorted(zip(values, TOPICS, strict=True), reverse=True)
        return [(topic, value) for value, topic in ordered]

    def intent(self) -> str:
        """The likeliest intent of an ordinary message."""
        values = self.probability[_FIRST_INTENT : _FIRST_INTENT + len(INTENTS)]
        return INTENTS[values.index(max(values))]

    def of_words(self, places: list[int]) -> tuple[float, float]:
        """Probabilities of danger and of a complaint by the words at *places* alone."""
        scores = self.model.scores([self.weighed[at] for at in places])
        found = self.model.probabilities(scores, self.lang)
        return found[COLUMN["danger"]], found[COLUMN["complaint"]]

    def grams_that_decided(self, complaint: bool) -> tuple[Reason, ...]:
        """The words that spoke most for (or against) a complaint."""
        sums = [word.complaint for word in self.weighed]
        sums[-1] += self.model.end_complaint
        scale = self.model.complaint_scale / self._count() ** 0.5
        most = sorted(range(len(sums)), key=sums.__getitem__, reverse=complaint)[:3]
        effect = "for a complaint" if complaint else "against a complaint"
        return tuple(
            [
                Reason(self.words[at], effect, round(sums[at] * scale, 2))
                for at in most
                if (sums[at] > 0) == complaint and sums[at]
            ]
        )

    def _count(self) -> int:
        """Number of buckets of the message, repeats included."""
        stems = sum([1 for word in self.weighed if word.folded])
        pairs = max(len(self.words) - 1, 0) + max(stems - 1, 0)
        return sum([word.count for word in self.weighed]) + len(END) + pairs

    def contributions(self, head: str) -> list[tuple[str, float]]:
        """What each word of the message adds to a head's score.

        A word's share is that of its character grams in both views; pairs of words
        are left out.
        """
        found = grams(self.seen)
        added = self.model.weights[found.chars, COLUMN[head]]
        sums = np.bincount(found.word_of, added, len(self.words))
        scale = self.model.scale[COLUMN[head]] / found.count**0.5
        return list(zip(self.words, (sums * scale).tolist(), strict=True))


def empty_reading() -> Reading:
    """The reading of nothing: no complaint, language unknown."""
    return Reading(
        lang=Lang.OTHER,
        complaint=False,
        complaint_p=0.0,
        topics={},
        about={},
        severity=Severity.NONE,
        danger=False,
        abstain=False,
    )
