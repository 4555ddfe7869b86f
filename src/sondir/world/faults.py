"""The fault dial: failures that a test asks for, each a counted number of times."""

from collections.abc import Mapping

from sondir.world.document import WorldError
from sondir.world.messages import Refused

COUNTED = ("hang_after_accept", "respond_500", "drop_status")


class Faults:
    """What is to go wrong next; empty means that all goes well.

    hang_after_accept n: take the next n messages, but never answer the request.
    respond_500 n: answer 500 to the next n, without taking them.
    drop_status n: never report the next n states.
    delay_ms: hold every answer that long (wall time).
    error {code, times, to?, late?, details?}: refuse the next *times* sends (to *to*
    only); *late*: take them, and report them as failed.
    """

    def __init__(self) -> None:
        self._left = dict.fromkeys(COUNTED, 0)
        self._errors: list[dict[str, object]] = []
        self.delay_ms = 0

    def set(self, dial: Mapping[str, object]) -> None:
        """Turn the dial; what is not named stays. Raises WorldError on a wrong name."""
        for name, value in dial.items():
            if name in COUNTED:
                self._left[name] = _number(name, value)
            elif name == "delay_ms":
                self.delay_ms = _number(name, value)
            elif name == "error" and isinstance(value, Mapping):
                _number("error.code", value.get("code"))
                self._errors.append({"times": 1, **value})
            else:
                raise WorldError(name, "unknown field")

    def take(self, name: str) -> bool:
        """Say whether this fault strikes now, and count it."""
        strikes = self._left[name] > 0
        self._left[name] -= strikes
        return strikes

    def refusal(self, to: str, late: bool = False) -> Refused | None:
        """Give the error that was asked for for *to*, if any is left."""
        for error in self._errors:
            left = int(str(error["times"]))
            meant = bool(error.get("late")) == late
            if meant and left > 0 and error.get("to") in (None, to):
                error["times"] = left - 1
                code = int(str(error["code"]))
                return Refused(code, str(error.get("details", "asked for by a test")))
        return None

    def as_json(self) -> dict[str, object]:
        """Show the dial."""
        errors = [e for e in self._errors if e["times"]]
        return {**self._left, "delay_ms": self.delay_ms, "error": errors}


def _number(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WorldError(name, "a whole number is expected")
    return value
