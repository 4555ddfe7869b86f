r"""The live timeline: server-sent events whose id is the journal's seq.

A browser that comes back says the last id it saw and goes on behind it: nothing is
missed and nothing comes twice, however often it comes back and however many tabs.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sondir.domain.journal import Record
from sondir.ports.pages import Search, View
from sondir.web.heads import Heads, Watch
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Sessions, Visitor
from sondir.web.showing.snapshot import names_in
from sondir.web.showing.timeline import EntryLine, timeline

AT_ONCE = 200
"""Records a look brings at most; the next look brings the next."""
MOST_STREAMS = 12
"""Streams of one user at a time: tabs of a phone and of a desk."""
RETRY_MS = 1_000
END = "event: end"
HEADERS = {"cache-control": "no-cache, no-transform", "x-accel-buffering": "no"}


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the books brought; *head* is of the whole journal."""

    lines: list[EntryLine]
    last: int
    head: int
    is_open: bool

    @property
    def is_whole(self) -> bool:
        """Say whether it is full, so that there may be more at once."""
        return len(self.lines) >= AT_ONCE


@dataclass(frozen=True)
class Live:
    """Serves the live timeline of incidents."""

    parts: SiteParts
    sessions: Sessions
    rendering: Rendering
    heads: Heads
    open_streams: dict[str, int] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """List the one route."""
        return [Route("/incidents/{incident}/live", self.stream)]

    async def stream(self, request: Request) -> Response:
        """Begin a stream behind the last id that the browser saw."""
        visitor = await run_in_threadpool(self.sessions.visitor, request)
        if visitor is None:
            return Response(status_code=401)
        if self.open_streams.get(visitor.user.id, 0) >= MOST_STREAMS:
            return Response(status_code=429, headers={"retry-after": "5"})
        incident = request.path_params["incident"]
        after = _after(request)
        first = await run_in_threadpool(self._look, visitor, incident, after)
        if first is None:
            return Response(status_code=404)
        if not first.is_open and not first.lines:
            return Response(status_code=204)  # tells a browser not to come back
        events = self._events(request, visitor, incident, first)
        return StreamingResponse(
            events, media_type="text/event-stream", headers=HEADERS
        )

    async def _events(
        self, request: Request, visitor: Visitor, incident: str, first: Look
    ) -> AsyncIterator[str]:
        user = visitor.user.id
        self.open_streams[user] = self.open_streams.get(user, 0) + 1
        try:
            yield f"retry: {RETRY_MS}\n\n"
            async for event in self._follow(request, visitor, incident, first):
                yield event
        finally:
            self.open_streams[user] -= 1

    async def _follow(
        self, request: Request, visitor: Visitor, incident: str, first: Look
    ) -> AsyncIterator[str]:
        look: Look | None = first
        async with self.heads.watching(visitor.user.org) as watch:
            while look is not None:
                for line in look.lines:
                    yield self._entry(request, visitor, line)
                if look.lines:
                    yield event("panels", str(look.last))
                if not look.is_whole:
                    told = await self._pause(watch, visitor, look)
                    if told:
                        yield told
                    if told.startswith(END):
                        return
                look = await run_in_threadpool(self._look, visitor, incident, look.last)

    async def _pause(self, watch: Watch, visitor: Visitor, look: Look) -> str:
        """Wait for something new; say what a browser is told meanwhile."""
        if not look.is_open:
            return event("end", "closed")
        if await watch.beyond(look.head, self.parts.heartbeat_s):
            return ""
        if not await run_in_threadpool(self.sessions.is_alive, visitor):
            return event("end", "signed-out")
        # holds and promises move without an entry
        return ": still here\n\n" + event("panels", str(look.last))

    def _look(self, visitor: Visitor, incident: str, after: int) -> Look | None:
        user = visitor.user

        def work(view: View) -> tuple[list[Record], dict[str, str], int, bool] | None:
            found = view.incident(user.org, incident)
            if found is None:
                return None
            head = view.head(user.org)  # first: what comes meanwhile is only new again
            search = Search(after=after, incident=incident, limit=AT_ONCE)
            records = view.records(user.org, search)
            return records, names_in(view, user.org, records), head, found.is_open

        read = self.parts.views.read(work)
        if read is None:
            return None
        records, names, head, is_open = read
        lines = timeline(records, self.parts.voice, user.lang, names)
        return Look(lines, records[-1].seq if records else after, head, is_open)

    def _entry(self, request: Request, visitor: Visitor, line: EntryLine) -> str:
        html = self.rendering.text(request, "entry.html", visitor, {"line": line})
        return event("entry", html, line.seq)


def event(name: str, text: str, seq: int | None = None) -> str:
    r"""Write one server-sent event; no value can end a line and begin another field.

    >>> event("entry", "a\r\nid: 9", 3)
    'id: 3\nevent: entry\ndata: a\ndata: id: 9\n\n'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = "".join(f"data: {line}\n" for line in lines)
    number = f"id: {seq}\n" if seq is not None else ""
    return f"{number}event: {name}\n{told}\n"


def _after(request: Request) -> int:
    """Return the last seq that the browser has; its own word goes first."""
    given = request.headers.get("last-event-id") or request.query_params.get("after")
    if given and given.isascii() and given.isdigit() and len(given) < 12:
        return int(given)
    return 0
