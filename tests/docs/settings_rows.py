"""Every setting with its name in the environment, its default and its description."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic_core import PydanticUndefined

from sondir.settings import Settings


@dataclass(frozen=True)
class SettingRow:
    """One line of the reference; *meaning* is empty where the code gives none."""

    name: str
    default: str
    meaning: str

    @property
    def line(self) -> str:
        """Write the line as docs/reference/settings.md has it."""
        return f"| `{self.name}` | {self.default} | {self.meaning} |"


def rows() -> list[SettingRow]:
    """List all settings in the order of the code."""
    return list(_of_model(Settings, None, "SONDIR_"))


def _of_model(
    model: type[BaseModel], instance: BaseModel | None, prefix: str
) -> Iterator[SettingRow]:
    for name, field in model.model_fields.items():
        if instance is not None:
            default: Any = getattr(instance, name)
        else:
            default = field.get_default(call_default_factory=True)
        yield from _rows_of(f"{prefix}{name.upper()}", default, field.description or "")


def _rows_of(name: str, default: Any, meaning: str) -> Iterator[SettingRow]:
    if isinstance(default, BaseModel):
        yield from _of_model(type(default), default, f"{name}__")
    elif dataclasses.is_dataclass(default):
        for field in dataclasses.fields(default):
            value = getattr(default, field.name)
            yield SettingRow(f"{name}__{field.name.upper()}", _shown(value), "")
    else:
        yield SettingRow(name, _shown(default), meaning)


def _shown(value: Any) -> str:
    if value is PydanticUndefined:
        return "none"
    if isinstance(value, SecretStr):
        return "empty, secret"
    if isinstance(value, tuple):
        return "`[" + ",".join(f'"{each}"' for each in value) + "]`"
    return "empty" if value == "" else f"`{value}`"
