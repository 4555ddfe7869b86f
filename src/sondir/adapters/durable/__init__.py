"""The durable engine: workflows that survive the death of their process.

The only package that knows DBOS. `engine.py` is what the rest of the product uses;
`internals.py` holds every private name of DBOS we lean on, so that a new version is
checked in one place; `reaper.py` takes over the work of dead workers.
"""

from sondir.adapters.durable.engine import DurableEngine
from sondir.adapters.durable.options import EngineOptions
from sondir.adapters.durable.transactions import StepError

__all__ = ["DurableEngine", "EngineOptions", "StepError"]
