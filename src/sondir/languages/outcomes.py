"""Words of the outcome report: the same keys in every language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def outcome_words(lang: str) -> Mapping[str, str]:
    """Return the report's words in ru, kk or en; another language reads English.

    >>> outcome_words("en")["hand_nobody"]
    'nobody'
    """
    known = lang if lang in ("ru", "kk", "en") else "en"
    path = files("sondir.languages").joinpath(known, "outcomes.toml")
    return {k: str(v) for k, v in tomllib.loads(path.read_text("utf-8")).items()}
