"""Settings: one documented place, the environment or `sondir.toml`.

Every field is `SONDIR_<FIELD>` in the environment (`__` between the levels) or a key
of `sondir.toml` in the working directory; the environment wins. Secrets are never
printed: they are `SecretStr`, and show as stars. docs/reference/settings.md lists
all; a test keeps the two equal.
"""

from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sondir.domain.patience import Patience
from sondir.domain.tariff import Tariff

GRAPH = "https://graph.facebook.com/v25.0"
INSTAGRAM_GRAPH = "https://graph.instagram.com/v25.0"


class ChannelSettings(BaseModel):
    """One channel of Meta: the application's secret and the token to send with."""

    app_secret: SecretStr = Field(SecretStr(""), description="signs every webhook")
    verify_token: SecretStr = Field(
        SecretStr(""), description="answers the subscription's challenge"
    )
    access_token: SecretStr = Field(SecretStr(""), description="sends messages")
    base_url: str = Field(GRAPH, description="the Graph API, with its version")


class InstagramSettings(ChannelSettings):
    """Instagram answers under an address of its own."""

    base_url: str = Field(
        INSTAGRAM_GRAPH, description="the Graph API, with its version"
    )


class SecondOpinionSettings(BaseModel):
    """A language model that may read a doubtful message; off without a URL."""

    url: str = Field("", description="an OpenAI-compatible endpoint")
    model: str = Field("", description="the model's name there")
    key: SecretStr = Field(SecretStr(""), description="its key")
    timeout_s: float = Field(2.0, description="seconds until it is not waited for")


class Settings(BaseSettings):
    """Everything an installation may set; frozen once it is read."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix="SONDIR_",
        env_nested_delimiter="__",
        toml_file="sondir.toml",
        frozen=True,
        extra="forbid",
    )

    database_url: str = Field(
        "sqlite:///var/sondir.db",
        description="sqlite:///FILE or postgresql://user@host/name",
    )
    host: str = Field("127.0.0.1", description="the address to listen on")
    port: int = Field(8080, description="the port to listen on; 0 takes a free one")
    public_url: str = Field("", description="how the owner's phone reaches the pages")
    secret_key: SecretStr = Field(
        SecretStr(""), description="signs sessions; made by `sondir init` where empty"
    )
    whatsapp: ChannelSettings = Field(
        default_factory=ChannelSettings,
        description="WhatsApp Cloud API",
    )
    instagram: InstagramSettings = Field(
        default_factory=InstagramSettings,
        description="Instagram messaging",
    )
    approved_languages: tuple[str, ...] = Field(
        ("ru", "en"),
        description="languages whose phrases a person here has approved",
    )
    patience: Patience = Field(
        default_factory=Patience, description="how long to wait for people"
    )
    tariff: Tariff = Field(
        default_factory=Tariff, description="what messages cost, in tenge"
    )
    inbox_queue: int = Field(
        2_000, description="webhook bodies that may wait for their commit"
    )
    day_line_at: str = Field(
        "20:00",
        pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$",
        description="when the owner's evening line goes out, local; empty = never",
    )
    poll_s: float = Field(0.25, description="seconds between two looks of the engine")
    lease_s: float = Field(45.0, description="seconds until a silent worker is dead")
    keep_runs_days: float = Field(
        14.0,
        description="days until a finished run of the engine is forgotten; 0: never",
    )
    clock_url: str = Field("", description="a served clock; for demonstrations only")
    second_opinion: SecondOpinionSettings = Field(
        default_factory=SecondOpinionSettings,
        description="a language model that may read a doubtful message",
    )
    log_level: str = Field("info", description="debug, info, warning or error")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the arguments, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database_path(self) -> Path | None:
        """Return the SQLite file; None on another database."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix):
            return None
        return Path(self.database_url.removeprefix(prefix))
