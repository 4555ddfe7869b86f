"""Train the embedded reader from scratch: `python -m training.train --seed 1`.

Writes src/sondir/adapters/reader/model.npz (or --out). The corpora named in
docs/reference/model-card.md are looked for in $SONDIR_CORPORA. `training.report`
measures a model, `training.adopt` takes it over if nothing dropped.
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from sondir.adapters.reader.model import (
    COLUMN,
    HEADS,
    LANGS,
    WORD_HEADS,
    LinearModel,
)
from training import corpora, words
from training.compose import Composer
from training.fit import Fitted, Matrix, Recipe, fit, platt
from training.heads import targets
from training.matrix import feature_matrix
from training.polarity import fit_polarity
from training.rows import Row

ROOT = Path(__file__).parent.parent
PER_LINE = 16
"""Messages out of a seed line: twice as many read once less often beat eight."""
MODEL = ROOT / "src/sondir/adapters/reader/model.npz"


def rows_for(seed: int, per_line: int, held_out: bool | None = None) -> list[Row]:
    """Generated rows; with *held_out* only lines (not) kept for calibration."""
    random = np.random.default_rng(seed)
    share = 0.0 if held_out is None else 0.2
    composer = Composer(random, held_out=bool(held_out), share_held_out=share)
    rows = list(composer.messages(per_line))
    if not held_out:
        rows += composer.lists(320 * per_line)
        rows += corpora.neutral_rows(5000, random)
        rows += corpora.review_rows(6000, random)
        rows += words.foreign_rows(random, 8)
    return rows


def calibration(seed: int, per_line: int, recipe: Recipe) -> Matrix:
    """Platt parameters from lines the calibrating model has not seen."""
    known, unseen = rows_for(seed, per_line, False), rows_for(seed + 1, 8, True)
    fitted = fit(feature_matrix([r.text for r in known]), *targets(known), recipe)
    scores = fitted.scores(feature_matrix([row.text for row in unseen]))
    target, weight = targets(unseen)
    found = np.zeros((len(LANGS), len(HEADS), 2), np.float32)
    found[:, :, 0] = 1.0
    for at, lang in enumerate(LANGS):
        mine = np.array([row.lang == lang for row in unseen])
        for head in range(WORD_HEADS, len(HEADS)):
            use = (
                mine & (weight[:, head] > 0) if lang != "other" else weight[:, head] > 0
            )
            found[at, head] = platt(scores[use, head], target[use, head] > 0.5)
    return found


def quantised(fitted: Fitted, polarity: Fitted, language: Fitted) -> dict[str, Matrix]:
    """int8 weights of all heads with their scales and biases."""
    weights, bias = fitted.weights.copy(), fitted.bias.copy()
    weights[:, :WORD_HEADS], bias[:WORD_HEADS] = language.weights, language.bias
    good = COLUMN["good"]
    weights[:, good], bias[good] = polarity.weights[:, 0], polarity.bias[0]
    limit = np.quantile(np.abs(weights), 0.9995, axis=0) + 1e-9
    scale = (limit / 127).astype(np.float32)
    rounded = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    return {"weights": rounded, "scale": scale, "bias": bias.astype(np.float32)}


def train(seed: int, per_line: int, corrected: Path | None = None) -> dict[str, Matrix]:
    """All parts of a model, from seeds, corpora and people's corrections."""
    recipe = Recipe(seed=seed)
    started = time.monotonic()
    with ProcessPoolExecutor(1) as other_core:
        pending = other_core.submit(calibration, seed, per_line, recipe)
        parts, rows = _heads(seed, per_line, recipe, corrected, started)
        platt_of_good = parts["platt"]
        parts["platt"] = pending.result()
    parts["platt"][:, COLUMN["good"]] = platt_of_good
    _tell("calibration", 1, started)
    draft = LinearModel(**parts, lang_weights=np.zeros((1, 1), np.float32))
    parts["lang_weights"] = words.fit_messages(draft, _for_language(rows))
    _tell("language", 1, started)
    return parts


def _heads(
    seed: int,
    per_line: int,
    recipe: Recipe,
    corrected: Path | None,
    started: float,
) -> tuple[dict[str, Matrix], list[Row]]:
    """Weights of all heads, the polarity's calibration in "platt", and the rows."""
    rows = rows_for(seed, per_line)
    rows += corpora.corrections(corrected) if corrected else []
    _tell("rows", len(rows), started)
    fitted = fit(feature_matrix([row.text for row in rows]), *targets(rows), recipe)
    _tell("heads", len(HEADS), started)
    counts = words.word_counts(rows, np.random.default_rng(seed))
    language = words.fit_words(counts, Recipe(seed=seed, epochs=4))
    _tell("words", sum(map(len, counts.values())), started)
    polarity, polarity_platt, ends = fit_polarity(rows, seed)
    _tell("polarity", 1, started)
    parts = quantised(fitted, polarity, language)
    parts["platt"], parts["ends"] = polarity_platt, ends
    return parts, rows


def _for_language(rows: list[Row]) -> list[Row]:
    """Rows whose language label is sure: no raw reviews."""
    sure = [row for row in rows if row.source != "kazsandra"]
    other = [row for row in sure if row.lang == "other"]
    return [row for row in sure[::4] if row.lang != "other"] + other


def save(parts: dict[str, Matrix], path: Path = MODEL) -> None:
    """Write the model; the same parts give the same bytes."""
    np.savez_compressed(path, allow_pickle=False, heads=np.array(HEADS), **parts)


def _tell(what: str, count: int, started: float) -> None:
    print(f"{time.monotonic() - started:6.1f} s  {what}: {count}", flush=True)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-line", type=int, default=PER_LINE)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--corrections", type=Path, help="JSON Lines by people")
    chosen = parser.parse_args()
    save(train(chosen.seed, chosen.per_line, chosen.corrections), chosen.out)


if __name__ == "__main__":
    main()
