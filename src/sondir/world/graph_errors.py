"""Errors as the Graph API words them."""

from starlette.responses import JSONResponse

from sondir.world.messages import Refused

_TITLES = {
    3: "Application does not have permission for this action",
    10: "Application does not have permission for this action",
    100: "Invalid parameter",
    130429: "Rate limit hit",
    131000: "Something went wrong",
    131009: "Parameter value is not valid",
    131026: "Message undeliverable",
    131047: "Re-engagement message",
    131048: "Spam rate limit hit",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132015: "Template is paused",
    132016: "Template is disabled",
    190: "Invalid OAuth access token",
}
UNAUTHORISED = 190
TRACE = "AJx7Dh0tYjQ1nYw0mQ2Vb8K"


def title(code: int) -> str:
    """Give the platform's title of *code*.

    >>> title(131047)
    'Re-engagement message'
    """
    return _TITLES.get(code, "An unknown error has occurred")


def error_response(refused: Refused, product: str = "whatsapp") -> JSONResponse:
    """Wrap a refusal in the documented envelope; callers branch on `code`."""
    error: dict[str, object] = {
        "message": f"(#{refused.code}) {title(refused.code)}",
        "type": "OAuthException",
        "code": refused.code,
        "error_data": {"messaging_product": product, "details": refused.details},
        "fbtrace_id": TRACE,
    }
    if refused.subcode is not None:
        error["error_subcode"] = refused.subcode
    status = 401 if refused.code == UNAUTHORISED else 400
    return JSONResponse({"error": error}, status_code=status)
