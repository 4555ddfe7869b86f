"""The surroundings over the API: programs tell the weather, works and sensors.

What was told counts from the next thinking on. A measured figure is unknown again
three hours after it came in, so that a program that stopped leaves no old truth.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sondir.domain.surroundings import (
    Known,
    Notice,
    Reads,
    SensorReading,
    still_holds,
)
from sondir.ports.desk import Desk
from sondir.web.parts import SiteParts
from sondir.web.sessions import Visitor

Who = Callable[[Request], Visitor]
MOST = 100
"""Works, and sensors, of one request."""


class NoticeShape(BaseModel):
    """Announced works; *branch* null means all branches."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Literal["water", "power"]
    branch: str | None = Field(None, max_length=255)
    since: AwareDatetime = Field(alias="from")
    until: AwareDatetime

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.until <= self.since:
            raise ValueError("until is not after from")
        return self


class SensorShape(BaseModel):
    """What a sensor reads, set beside its usual range."""

    model_config = ConfigDict(extra="forbid")

    branch: str = Field(max_length=255)
    topic: Literal["heat_air", "cold", "water", "power_internet"]
    reads: Reads


class ToldShape(BaseModel):
    """What a program tells; a part that is left out stays as it was.

    *outdoor_c* null: not known just now. *notices* replaces the whole list; null
    means that nobody looks. *sensors* are replaced one by one, by branch and topic.
    """

    model_config = ConfigDict(extra="forbid")

    outdoor_c: float | None = Field(None, ge=-90, le=70, allow_inf_nan=False)
    notices: list[NoticeShape] | None = Field(None, max_length=MOST)
    sensors: list[SensorShape] = Field(default_factory=list, max_length=MOST)


class SensorKnown(BaseModel):
    """A sensor; *reads* null where its last reading is too old to count."""

    branch: str
    topic: str
    reads: Reads | None
    as_of: datetime | None = Field(description="null: it never grows old")


class SurroundingsShape(BaseModel):
    """What counts now; a figure that grew old is null beside its moment."""

    outdoor_c: int | None
    outdoor_as_of: datetime | None = Field(description="null: it never grows old")
    notices: list[NoticeShape] | None = Field(description="null: nobody looks")
    sensors: list[SensorKnown]


def add_surroundings(app: FastAPI, parts: SiteParts, reader: Who, decider: Who) -> None:
    """Add the routes: whoever may read sees it, whoever may decide tells it."""

    @app.get("/surroundings", tags=["surroundings"])
    def surroundings(
        visitor: Annotated[Visitor, Depends(reader)],
    ) -> SurroundingsShape:
        """Show what is known of the weather, announced works and sensors."""
        return _shown(parts, visitor)

    @app.put("/surroundings", tags=["surroundings"])
    def tell(
        visitor: Annotated[Visitor, Depends(decider)], told: ToldShape
    ) -> SurroundingsShape:
        """Tell the temperature outside, announced works, what sensors read.

        All of it, or nothing where a branch is unknown. It is dated by its arrival.
        """
        org = visitor.user.org
        strange = parts.transact(
            "web/surroundings", lambda desk: _keep(desk, org, told)
        )
        if strange is not None:
            raise HTTPException(422, f"{strange}: no such branch")
        return _shown(parts, visitor)


def _keep(desk: Desk, org: str, told: ToldShape) -> str | None:
    """Keep what was told; or keep nothing, and name the field of a strange branch."""
    ours = {branch.id for branch in desk.organisations.get(org).branches}
    strange = next((place for place, id_ in _branches(told) if id_ not in ours), None)
    if strange is not None:
        return strange
    known, given = desk.surroundings, told.model_fields_set
    if "outdoor_c" in given:
        degrees = None if told.outdoor_c is None else round(told.outdoor_c)
        known.keep_weather(org, degrees, desk.now)
    if "notices" in given:
        known.keep_notices(org, _notices(told))
    known.keep_sensors(
        org,
        [SensorReading(s.branch, s.topic, s.reads, desk.now) for s in told.sensors],
    )
    return None


def _branches(told: ToldShape) -> Iterator[tuple[str, str]]:
    for n, notice in enumerate(told.notices or ()):
        if notice.branch is not None:
            yield f"notices[{n}].branch", notice.branch
    for n, sensor in enumerate(told.sensors):
        yield f"sensors[{n}].branch", sensor.branch


def _notices(told: ToldShape) -> list[Notice] | None:
    if told.notices is None:
        return None
    return [
        Notice(n.kind, n.branch, n.since.astimezone(UTC), n.until.astimezone(UTC))
        for n in told.notices
    ]


def _shown(parts: SiteParts, visitor: Visitor) -> SurroundingsShape:
    org = visitor.user.org
    known = parts.views.read(lambda view: view.surroundings(org))
    return _shape_of(known, parts.clock.now())


def _shape_of(known: Known, now: datetime) -> SurroundingsShape:
    notices, holds = known.notices, still_holds(known.outdoor_as_of, now)
    return SurroundingsShape(
        outdoor_c=known.outdoor_c if holds else None,
        outdoor_as_of=known.outdoor_as_of,
        notices=None if notices is None else [_notice_shape(n) for n in notices],
        sensors=[
            SensorKnown(
                branch=one.branch,
                topic=one.topic,
                reads=one.reads if still_holds(one.as_of, now) else None,
                as_of=one.as_of,
            )
            for one in known.sensors
        ],
    )


def _notice_shape(notice: Notice) -> NoticeShape:
    return NoticeShape.model_validate(
        {
            "kind": notice.kind,
            "branch": notice.branch,
            "since": notice.since.astimezone(UTC),
            "until": notice.until.astimezone(UTC),
        }
    )
