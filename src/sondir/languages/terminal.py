"""Words of the terminal: titles and columns of what commands print."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def terminal_words(lang: str) -> Mapping[str, str]:
    """Return the terminal's words in ru, kk or en; another language reads English."""
    known = lang if lang in ("ru", "kk", "en") else "en"
    path = files("sondir.languages").joinpath(known, "terminal.toml")
    return {k: str(v) for k, v in tomllib.loads(path.read_text("utf-8")).items()}
