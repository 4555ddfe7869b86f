"""The case behind the sign-in: one's own only, and nothing foreign in the page."""

import io

from pypdf import PdfReader
from tests.web.stage import Stage, story_in_crisis


def test_the_case_is_for_its_own_organisation():
    """Signed in, an open crisis can be read and printed; elsewhere it is not found."""
    stage = Stage(story_in_crisis())
    case, paper = f"{stage.url}/case", f"{stage.url}/case.pdf"
    assert stage.browser().get(case).status_code == 303
    stranger = stage.signed_in("stranger")
    assert [stranger.get(path).status_code for path in (case, paper)] == [404, 404]
    viewer = stage.signed_in("viewer")
    assert viewer.get(f"{stage.url[:-1]}9/case").status_code == 404
    assert case in viewer.get(stage.url).text

    shown = viewer.get(case)
    assert shown.status_code == 200
    assert "AGENT_MONITOR" in shown.text
    assert shown.headers["content-security-policy"].startswith("default-src 'none'")
    assert "no-store" in shown.headers["cache-control"]
    printed = viewer.get(f"{paper}?redact=1")
    assert printed.headers["content-type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(printed.content)).pages) == 2
    vendor = next(iter(stage.story.desk.people.vendors(stage.story.org))).name
    assert vendor not in viewer.get(f"{case}?redact=1").text
