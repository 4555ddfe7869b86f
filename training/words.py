"""Training the language of words, and of messages from their words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from sondir.adapters.reader.language import summary, word_shares
from sondir.adapters.reader.model import LANGS, WORD_LANGS, LinearModel
from sondir.adapters.reader.normalise import views, words_of
from sondir.adapters.reader.weighing import weighed
from training.corpora import kazsandra, neutral_russian
from training.fit import Fitted, Matrix, Recipe, fit
from training.grammar import SEEDS
from training.matrix import feature_matrix
from training.rows import Row, draw
from training.scripts import in_latin, without_special_letters

_KAZAKH = set("әғқңөұүһі")


def foreign() -> dict[str, list[str]]:
    """Hand-written English, Uzbek and Turkish phrases and words, by section."""
    text = (SEEDS / "other" / "phrases.txt").read_text("utf-8")
    sections = text.strip().split("[")[1:]
    pairs = (section.split("]\n", 1) for section in sections)
    return {
        name: body.strip().split("|" if name != "words" else None)
        for name, body in pairs
    }


def foreign_rows(random: np.random.Generator, times: int) -> list[Row]:
    """Messages in other languages."""
    found = foreign()
    rows = []
    for _ in range(times):
        for complaint, name in ((True, "complaint"), (False, "ordinary")):
            for text in found[name]:
                words = [draw(random, found["words"]) for _ in range(2)]
                longer = " ".join([text, *words]) if random.random() < 0.4 else text
                rows.append(Row(longer, "other", complaint=complaint, weight=0.5))
    return rows


def word_counts(
    rows: Sequence[Row], random: np.random.Generator
) -> dict[str, Counter[str]]:
    """How often each word was seen in each language."""
    counts: dict[str, Counter[str]] = {lang: Counter() for lang in WORD_LANGS}
    for row in rows:
        if row.lang in ("ru", "kk"):
            counts[row.lang].update(views(row.text).raw.split())
    for text in neutral_russian()[::3]:
        counts["ru"].update(views(text).raw.split())
    counts["kk"].update(_kazakh_words(set(counts["ru"])))
    for _ in range(3):
        _respelled(counts, random)
    _shared(counts)
    for word in " ".join(map(" ".join, foreign().values())).split():
        counts["other"].update(dict.fromkeys(views(word).raw.split(), 12))
    return counts


def _kazakh_words(russian: set[str]) -> list[str]:
    """Words of the reviews, without the Russian ones among them."""
    found: list[str] = []
    for at, (text, _, _, held_out) in enumerate(kazsandra()):
        if not held_out and at % 4 == 0:
            words = views(text).raw.split()
            found += [w for w in words if _KAZAKH & set(w) or w not in russian]
    return found


def _shared(counts: dict[str, Counter[str]]) -> None:
    """Words of both languages must speak for neither."""
    text = (SEEDS / "mixed" / "loanwords.txt").read_text("utf-8")
    for word in views(text).raw.split():
        for lang in ("ru", "kk"):
            counts[lang][word] = 400


def _respelled(counts: dict[str, Counter[str]], random: np.random.Generator) -> None:
    common = [w for w, n in counts["kk"].most_common(6000) if n > 1]
    for word in common:
        counts["kk"][without_special_letters(word, random)] += 2
        counts["kk"][views(in_latin(word, "kk", random)).raw or word] += 2
    for word, _ in counts["ru"].most_common(3000):
        counts["ru"][views(in_latin(word, "ru", random)).raw or word] += 1


def fit_words(counts: dict[str, Counter[str]], recipe: Recipe) -> Fitted:
    """Weights of the three word heads."""
    seen = [
        (word, lang, min(n, 400) ** 0.5)
        for lang, found in counts.items()
        for word, n in found.items()
        if (n > 1 or lang == "other") and any(map(str.isalpha, word))
    ]
    features = feature_matrix([word for word, _, _ in seen], words_only=True)
    target = np.zeros((len(seen), len(WORD_LANGS)), np.float32)
    for at, (_, lang, _) in enumerate(seen):
        target[at, WORD_LANGS.index(lang)] = 1.0
    heavy = np.array([n for _, _, n in seen], np.float32)[:, None]
    weight: Matrix = np.repeat(heavy, len(WORD_LANGS), axis=1)
    weight[target[:, 2] == 1] *= 3
    return fit(features, target, weight, recipe)


def fit_messages(model: LinearModel, rows: Sequence[Row]) -> Matrix:
    """Weights from a message's word summary to its language."""
    kept = [row for row in rows if views(row.text).raw]
    found = np.array([message_summary(model, row.text) for row in kept])
    langs = np.array([LANGS.index(row.lang) for row in kept])
    regression = LogisticRegression(C=30.0, max_iter=500).fit(found, langs)
    stacked: Matrix = np.vstack([regression.coef_.T, regression.intercept_])
    return stacked.astype(np.float32)


def message_summary(model: LinearModel, text: str) -> list[float]:
    """The word summary of one text."""
    words = words_of(text)
    return summary(word_shares(words, weighed(model, words)))
