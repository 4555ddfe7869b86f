"""A language model reads along only where the owner named one."""

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.second_opinion import SecondOpinion
from sondir.bootstrap.house import reader_for
from sondir.settings import Settings


def test_nobody_is_asked_by_default():
    """Without an address the embedded reader reads alone."""
    assert type(reader_for(Settings())) is EmbeddedReader


def test_a_named_model_reads_along():
    """With an address the second opinion stands around the same reader."""
    named = {"url": "http://127.0.0.1:9", "model": "small"}
    assert type(reader_for(Settings(second_opinion=named))) is SecondOpinion
