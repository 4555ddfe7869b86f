"""The salon's channel accounts: one WhatsApp number a branch, one Instagram account."""

import hashlib
from dataclasses import dataclass

from sondir.world.document import World

API_VERSION = "v25.0"


@dataclass(frozen=True, slots=True)
class Phone:
    """One WhatsApp business number, of one branch."""

    phone_number_id: str
    display_phone_number: str
    branch: str


class Accounts:
    """Who we are on the channels, and the keys of this run.

    Account ids depend on the branch's place only; secrets on *salt*, so that a run
    may have its own.
    """

    def __init__(self, world: World, salt: str = "") -> None:
        self.waba_id = "102290129340398"
        self.instagram_id = "17841405822304914"
        self.instagram_name = f"{world.org}_salons"
        self.access_token = "EAA" + _secret(salt, "access")
        self.app_secret = _secret(salt, "app")
        self.verify_token = _secret(salt, "verify")[:24]
        self._by_branch: dict[str, Phone] = {}
        for branch in world.branches:
            self.phone_of(branch.id)

    @property
    def phones(self) -> tuple[Phone, ...]:
        """Every number, in the order of the branches."""
        return tuple(self._by_branch.values())

    def phone_of(self, branch: str) -> Phone:
        """Give the number of *branch*; a branch met for the first time gets one."""
        if branch not in self._by_branch:
            place = len(self._by_branch) + 1
            self._by_branch[branch] = Phone(
                phone_number_id=f"1065407725{place:05d}",
                display_phone_number=f"779900099{place:02d}",
                branch=branch,
            )
        return self._by_branch[branch]

    def branch_of(self, account: str) -> str | None:
        """Name the branch a number belongs to; Instagram belongs to all."""
        for phone in self.phones:
            if phone.phone_number_id == account:
                return phone.branch
        return None

    def phone(self, account: str) -> Phone | None:
        """Find a number by its id."""
        return next((p for p in self.phones if p.phone_number_id == account), None)

    def view(self) -> dict[str, object]:
        """Show what the product must be configured with."""
        keys = {
            "access_token": self.access_token,
            "app_secret": self.app_secret,
            "verify_token": self.verify_token,
        }
        phones = [
            {
                "phone_number_id": p.phone_number_id,
                "display_phone_number": p.display_phone_number,
                "branch": p.branch,
            }
            for p in self.phones
        ]
        return {
            "whatsapp": {"waba_id": self.waba_id, "phones": phones, **keys},
            "instagram": {
                "account_id": self.instagram_id,
                "username": self.instagram_name,
                **keys,
            },
            "api_version": API_VERSION,
        }


def _secret(salt: str, purpose: str) -> str:
    return hashlib.sha256(f"sondir-world:{salt}:{purpose}".encode()).hexdigest()
