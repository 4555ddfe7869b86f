"""The page of one incident: what happens, why, what it costs - and the veto."""

import threading
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sondir.web.codes import Codes
from sondir.web.decisions import (
    CLOSED,
    DECISIONS,
    DONE,
    EXPIRED,
    LARGEST_RECEIPT_KZT,
    MISSING,
    Decision,
    Decisions,
    steps_meant,
)
from sondir.web.gate import Form, Gate
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Visitor
from sondir.web.showing.closure import closure_of
from sondir.web.showing.evidence import evidence_of
from sondir.web.showing.money import money_of
from sondir.web.showing.people import letters_of, promises_of, vendors_of
from sondir.web.showing.plan import needs_code, plan_of
from sondir.web.showing.snapshot import Snapshot, take
from sondir.web.showing.timeline import timeline

OUTCOMES = (
    *("done", "closed", "expired", "no_such_step"),
    *("code_wrong", "amount_wrong"),
)
LOOKS, LOOK_S = 30, 0.05
"""After a decision we look this often whether it has been taken up."""


@dataclass(frozen=True)
class IncidentPage:
    """Shows an incident and takes decisions about it."""

    parts: SiteParts
    gate: Gate
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the routes."""
        here, gate = "/incidents/{incident}", self.gate
        return [
            Route(here, gate.reading(self.show)),
            Route(f"{here}/panels", gate.reading(self.panels)),
            Route(f"{here}/decisions", gate.deciding(self.decide), methods=["POST"]),
            Route(f"{here}/settled", gate.deciding(self.settle), methods=["POST"]),
            Route(f"{here}/receipt", gate.deciding(self.receipt), methods=["POST"]),
        ]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show the whole page."""
        snapshot = self._snapshot(request, visitor)
        outcome = request.query_params.get("outcome", "")
        lines = timeline(
            snapshot.records, self.parts.voice, visitor.user.lang, snapshot.names
        )
        return self.rendering.page(
            request,
            "incident.html",
            visitor,
            timeline=lines,
            outcome=outcome if outcome in OUTCOMES else "",
            **_panels(snapshot),
        )

    def panels(self, request: Request, visitor: Visitor) -> Response:
        """Show the part beside the timeline, afresh; fetched when something moved."""
        snapshot = self._snapshot(request, visitor)
        return self.rendering.page(request, "panels.html", visitor, **_panels(snapshot))

    def decide(self, request: Request, visitor: Visitor, form: Form) -> Response:
        """Take a decision; a large sum needs its code first."""
        said = _decision(request, form)
        snapshot = self._snapshot(request, visitor)
        if said.decision == "agree" and self._is_large(snapshot, said):
            purpose = _purpose(snapshot, said)
            codes = Codes(self.parts)
            if "code" not in form:
                code = codes.make(visitor.user, purpose)
                return self._ask_code(request, visitor, snapshot, said, code)
            if not codes.is_right(visitor.user, purpose, form["code"]):
                return _back(said.incident, "code_wrong")
            said = Decision(said.incident, said.decision, said.step, "code")
        outcome = Decisions(self.parts).decide(visitor.user, said)
        return self._answer(snapshot, outcome)

    def settle(self, request: Request, visitor: Visitor, _: Form) -> Response:
        """A person says that the matter is settled."""
        snapshot = self._snapshot(request, visitor)
        outcome = Decisions(self.parts).resolve(visitor.user, snapshot.incident.id)
        return self._answer(snapshot, outcome)

    def receipt(self, request: Request, visitor: Visitor, form: Form) -> Response:
        """Enter what the job really cost."""
        snapshot = self._snapshot(request, visitor)
        written = "".join(form.get("amount_kzt", "").split())
        if not (written.isascii() and written.isdigit()) or len(written) > 9:
            return _back(snapshot.incident.id, "amount_wrong")
        amount = min(int(written), LARGEST_RECEIPT_KZT)
        decisions = Decisions(self.parts)
        here = snapshot.incident.id
        outcome = decisions.enter_receipt(visitor.user, here, amount)
        return self._answer(snapshot, outcome)

    def _snapshot(self, request: Request, visitor: Visitor) -> Snapshot:
        """Read the incident; another organisation's is not found."""
        here, org = request.path_params["incident"], visitor.user.org
        now = self.parts.clock.now()
        found = self.parts.views.read(lambda view: take(view, org, here, now))
        if found is None:
            raise HTTPException(404)
        return found

    def _is_large(self, snapshot: Snapshot, said: Decision) -> bool:
        return needs_code(snapshot, steps_meant(snapshot.incident, said.step))

    def _ask_code(
        self,
        request: Request,
        visitor: Visitor,
        snapshot: Snapshot,
        said: Decision,
        code: str,
    ) -> Response:
        keys = steps_meant(snapshot.incident, said.step)
        steps = [snapshot.incident.steps[key] for key in keys]
        return self.rendering.page(
            request, "code.html", visitor, s=snapshot, said=said, code=code, steps=steps
        )

    def _answer(self, snapshot: Snapshot, outcome: str) -> Response:
        """Go back to the page, once the decision shows there."""
        if outcome == MISSING:
            raise HTTPException(404)
        if outcome in (DONE, EXPIRED):
            self._await_entry(snapshot)
        return _back(snapshot.incident.id, outcome)

    def _await_entry(self, snapshot: Snapshot) -> None:
        """Wait a moment for the first entry after the decision; never for long."""
        org, pause = snapshot.incident.org, threading.Event()
        head = self.parts.views.read(lambda view: view.head(org))
        for _ in range(LOOKS):
            if head > snapshot.last_seq:
                return
            pause.wait(LOOK_S)
            head = self.parts.views.read(lambda view: view.head(org))


def _decision(request: Request, form: Form) -> Decision:
    decision = form.get("decision", "")
    if decision not in DECISIONS:
        raise HTTPException(400)
    return Decision(request.path_params["incident"], decision, form.get("step") or None)


def _purpose(snapshot: Snapshot, said: Decision) -> str:
    """Bind a code to the acts and the sums that were shown with it."""
    keys = steps_meant(snapshot.incident, said.step)
    steps = snapshot.incident.steps
    shown = ",".join(f"{key}={steps[key].amount_kzt}" for key in keys if key in steps)
    return f"{said.incident}|{said.step}|{shown}"


def _panels(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "s": snapshot,
        "incident": snapshot.incident,
        "evidence": evidence_of(snapshot),
        "closure": closure_of(snapshot),
        "plan": plan_of(snapshot),
        "money": money_of(snapshot),
        "letters": letters_of(snapshot),
        "vendors": vendors_of(snapshot),
        "promises": promises_of(snapshot),
    }


def _back(incident: str, outcome: str) -> Response:
    shown = outcome if outcome in OUTCOMES else CLOSED
    return RedirectResponse(f"/incidents/{incident}?outcome={shown}", 303)
