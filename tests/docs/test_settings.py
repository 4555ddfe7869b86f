"""The page of settings and the code say the same."""

import re
import tomllib

import pytest
from tests.docs.pages import DOCS, blocks, pages, shown
from tests.docs.settings_rows import rows

from sondir.settings import Settings

PAGE = (DOCS / "reference" / "settings.md").read_text("utf-8")
NOT_OURS = {"SONDIR_TEST_POSTGRES_URL", "SONDIR_CORPORA"}
NAME = re.compile(r"\bSONDIR_[A-Z_]*[A-Z]\b")
EXAMPLES = [b for b in blocks("toml") if "whatsapp" in b.text]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_every_setting_has_its_line(row):
    """A setting stands in the table with its default and its description."""
    start = row.line.removesuffix(" |")

    assert [line for line in PAGE.splitlines() if line.startswith(start)] != []


def test_every_line_says_something():
    """No setting's meaning is left empty."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| `SONDIR_")]

    assert [line for line in lines if not line.split("|")[3].strip()] == []


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_no_setting_is_invented(page):
    """A variable that a document names is one that the code reads."""
    named = set(NAME.findall(page.read_text("utf-8")))

    assert named - {row.name for row in rows()} - NOT_OURS == set()


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.where)
def test_an_example_file_is_a_valid_one(block):
    """A `sondir.toml` copied from a document is accepted, and channels have a place."""
    settings = Settings.model_validate(tomllib.loads(block.text))

    assert settings.whatsapp.base_url == "https://graph.facebook.com/v25.0"


def test_a_channel_keeps_its_address(monkeypatch, tmp_path):
    """Who sets only a channel's secrets, as the table allows, still has its address."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SONDIR_WHATSAPP__APP_SECRET", "one")
    monkeypatch.setenv("SONDIR_INSTAGRAM__APP_SECRET", "two")
    found = Settings()
    named = (found.whatsapp.base_url, found.instagram.base_url)
    defaults = {row.name: row.default.strip("`") for row in rows()}

    assert named == (
        defaults["SONDIR_WHATSAPP__BASE_URL"],
        defaults["SONDIR_INSTAGRAM__BASE_URL"],
    )


def test_secrets_are_never_printed():
    """A secret given by settings shows as stars wherever they are printed."""
    secret = "a-secret-of-mine"
    settings = Settings.model_validate({"whatsapp": {"access_token": secret}})

    assert secret not in f"{settings!r} {settings} {settings.model_dump()}"
