"""What holds for every channel; a new one meets these tests by itself."""

import hmac
import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from tests.contracts.channels.facts_as_json import as_json
from tests.contracts.channels.fixtures import (
    CASES,
    NAMES,
    SECRET,
    VERIFY_TOKEN,
    channels,
    folder_of,
)

from sondir.domain.inbound import NotThisApi
from sondir.ports.channel import Channel

each_body = pytest.mark.parametrize(("channel", "path"), CASES, ids=NAMES)
each_channel = pytest.mark.parametrize(
    "channel", channels(), ids=lambda each: each.name
)


@each_body
def test_a_body_says_exactly_what_its_fixture_states(channel: Channel, path: Path):
    """A body is read into the facts written beside it, in that order."""
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    assert expected == [as_json(fact) for fact in channel.parse(path.read_bytes())]


@each_body
def test_escapes_and_spaces_do_not_change_the_facts(channel: Channel, path: Path):
    """Cyrillic written as escapes, without a space, says the same."""
    raw = path.read_bytes()
    escaped = json.dumps(json.loads(raw), separators=(",", ":")).encode("ascii")
    assert channel.parse(raw) == channel.parse(escaped)


@each_body
def test_a_signature_holds_for_these_bytes_only(channel: Channel, path: Path):
    """The same body with another escape or one more space is a forgery."""
    raw = json.dumps(json.loads(path.read_bytes())).encode("ascii")
    signed = hmac.new(SECRET.encode(), raw, sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={signed}"}
    assert channel.is_authentic(raw, headers)
    assert not channel.is_authentic(raw + b" ", headers)
    unescaped = json.dumps(json.loads(raw), ensure_ascii=False).encode()
    assert raw == unescaped or not channel.is_authentic(unescaped, headers)


@each_body
def test_no_fact_prints_what_a_person_wrote_or_who_it_is(channel: Channel, path: Path):
    """A printed fact quotes neither words, nor numbers, nor ids that hold numbers."""
    for fact in channel.parse(path.read_bytes()):
        printed = repr(fact)
        told = as_json(fact)
        assert "wamid." not in printed
        assert not re.search(r"77990000(?!009)", printed)
        words = str(told.get("text", ""))
        assert len(words) < 4 or words not in printed


@each_channel
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b'{"object": "page", "entry": []}',
        b'{"object": null, "entry": []}',
        b'{"entry": []}',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"object": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda raw: repr(raw[:20]),
)
def test_another_api_is_refused_by_name(channel: Channel, raw: bytes):
    """A body of anything else raises NotThisApi and nothing else."""
    with pytest.raises(NotThisApi):
        channel.parse(raw)


@each_channel
def test_a_body_of_the_other_channels_is_refused(channel: Channel):
    """A fixture of another channel is not this API."""
    for other, path in CASES:
        if other.name != channel.name:
            with pytest.raises(NotThisApi):
                channel.parse(path.read_bytes())


@each_channel
@pytest.mark.parametrize(
    "header",
    [None, "", "sha256=", "sha1=" + "0" * 40, "sha256=" + "0" * 64, "sha256=ё"],
)
def test_a_forged_or_missing_signature_is_refused(channel: Channel, header: str | None):
    """Without the right HMAC-SHA256 nothing is authentic."""
    headers = {} if header is None else {"x-hub-signature-256": header}
    assert not channel.is_authentic(b"{}", headers)


@each_channel
def test_the_old_sha1_signature_is_not_enough(channel: Channel):
    """A correct SHA-1 signature beside no SHA-256 one proves nothing."""
    digest = hmac.new(SECRET.encode(), b"{}", "sha1").hexdigest()
    headers = {"X-Hub-Signature": f"sha1={digest}"}
    assert not channel.is_authentic(b"{}", headers)
    assert not channel.is_authentic(b"{}", {"X-Hub-Signature-256": f"sha1={digest}"})


@each_channel
def test_the_challenge_is_answered_to_who_knows_the_word(channel: Channel):
    """The subscription's GET gets its challenge back, a stranger gets nothing."""
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": "1158201444",
        "hub.verify_token": VERIFY_TOKEN,
    }
    assert channel.answer_challenge(query) == "1158201444"
    assert channel.answer_challenge({**query, "hub.verify_token": "guess"}) is None
    assert channel.answer_challenge({**query, "hub.mode": "unsubscribe"}) is None
    assert channel.answer_challenge({}) is None


@each_channel
def test_a_channel_explains_itself(channel: Channel):
    """Each folder says what it is and how far it has come."""
    folder = folder_of(channel)
    assert (folder / "README.md").read_text().strip()
    quality = tomllib.loads((folder / "quality.toml").read_text())
    assert quality["channel"] == channel.name
    assert set(quality["rules"].values()) <= {"done", "todo"}


def test_no_folder_is_forgotten():
    """Every folder under channels/ is in the tuple."""
    listed = {folder_of(channel) for channel in channels()}
    parent = next(iter(listed)).parent
    assert listed == {path.parent for path in parent.glob("*/channel.py")}
