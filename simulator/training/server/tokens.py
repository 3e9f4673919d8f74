"""Codes that people type and tokens that browsers keep."""

import hashlib
import hmac
import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels, so no words; no 0, 1, I, O, Y
CODE_LENGTH = 6  # 28**6: 4.8e8 codes, and guessing is slowed down (see limits.py)
TRAINER_LENGTH = 10


def code() -> str:
    """A new room code."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def trainer_code() -> str:
    """A new code for the trainer, in two halves: 28**10: 3e14 codes."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(TRAINER_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def typed(text: str) -> str:
    """A code as somebody typed it, without spaces and dashes, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())[:40]


def token() -> str:
    """192 random bits for a cookie."""
    return secrets.token_urlsafe(24)


def is_token(text: str) -> bool:
    """Whether a text could be a token of ours."""
    return len(text) == 32 and all(c.isascii() and (c.isalnum() or c in "-_") for c in text)


def hashed(secret: str) -> str:
    """What is kept of a token: enough to know it again, not to use it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, digest: str) -> bool:
    """Whether a secret is the one hashed, in the same time right or wrong."""
    return hmac.compare_digest(hashed(secret), digest)


NAMES = "abcdefghjkmnpqrstuvwxyz23456789"


def short(length: int = 8) -> str:
    """A short name for a team, of a-z and 0-9."""
    return "".join(secrets.choice(NAMES) for _ in range(length))


def name_of(secret: str, length: int = 8) -> str:
    """The short name that belongs to a token: the same token joins as the same team."""
    number = int(hashed(f"team {secret}"), 16)
    return "".join(NAMES[number // len(NAMES) ** i % len(NAMES)] for i in range(length))
