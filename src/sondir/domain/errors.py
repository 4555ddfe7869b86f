"""Three ways to fail, told apart by who can do something about it.

A refusal is a value (domain/verdict.py), a failure is an exception. An error
carries a stable *code* and typed fields; the sentence that tells a person what
happened, what was kept safe and what to do next lives in languages/.
"""

FieldValue = None | bool | int | str | tuple[str, ...]


class SondirError(Exception):
    """What went wrong, by *code*, with the *fields* its sentence needs.

    Fields never hold personal data or a secret: they may reach a log.

    >>> error = Mistake("corridor.unknown_field", field="vendor.colour")
    >>> error.code, error.fields["field"]
    ('corridor.unknown_field', 'vendor.colour')
    """

    def __init__(self, code: str, **fields: FieldValue) -> None:
        super().__init__(code)
        self.code = code
        self.fields: dict[str, FieldValue] = fields

    def __str__(self) -> str:
        named = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code} ({named})" if named else self.code


class Mistake(SondirError):  # noqa: N818 - a family of errors
    """Our caller is wrong: shown to them (4xx), never retried."""


class Unavailable(SondirError):  # noqa: N818 - a family of errors
    """The world is not there just now: retried, journalled once."""


class Rejected(SondirError):  # noqa: N818 - a family of errors
    """The world said no for good: a person is asked."""
