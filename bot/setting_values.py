"""How the text of a setting becomes its value: a reader returns it or raises ``BadValueError`` with what is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast
from urllib.parse import urlsplit

Name = TypeVar("Name", bound=str)
_SHORTEST_TOKEN = 20  # characters; a token is made, not remembered


class BadValueError(ValueError):
    """A text that is no such value; ``wanted`` is a key of ``prompts/settings.toml``."""

    def __init__(self, wanted: str, **variables: object) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.variables = variables


class Secret:
    """A token, key or address with a password: shown as ``***`` wherever it is printed, told by ``reveal``."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


@dataclass(frozen=True, slots=True)
class DeskToken:
    """Whoever knows ``token`` signs in at the desk as ``name``."""

    name: str
    role: Literal["staff", "admin"]
    token: Secret


def path(text: str) -> Path:
    """A folder; a relative one counts from where the program was started."""
    return Path(text).expanduser().absolute()


def one_of(*names: Name) -> Callable[[str], Name]:
    def read(text: str) -> Name:
        for name in names:
            if text.lower() == name.lower():
                return name
        raise BadValueError("one_of", names="、".join(names))

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise BadValueError("whole", low=low, high=high)
        return int(text)

    return read


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 600:
        raise BadValueError("seconds")
    return value


def price(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise BadValueError("price")
    return value


def yes_no(text: str) -> bool:
    if text.lower() in ("yes", "true", "1", "on", "是"):
        return True
    if text.lower() in ("no", "false", "0", "off", "否"):
        return False
    raise BadValueError("yes_no")


def ids(text: str) -> frozenset[int]:
    """Telegram user ids, parted by commas of any width or by spaces."""
    parts = _parts(text)
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise BadValueError("ids")
    return frozenset(map(int, parts))


def desk_tokens(text: str) -> tuple[DeskToken, ...]:
    """``name:role:token``, parted as ids are; a name stands once."""
    rows = [part.split(":", 2) for part in _parts(text)]
    good = all(len(row) == 3 and row[0] and row[1] in ("staff", "admin") for row in rows)
    if not good or any(len(row[2]) < _SHORTEST_TOKEN for row in rows) or len({row[0] for row in rows}) < len(rows):
        raise BadValueError("desk_tokens", shortest=_SHORTEST_TOKEN)
    return tuple(DeskToken(name, cast(Literal["staff", "admin"], role), Secret(token)) for name, role, token in rows)


def long_secret(text: str) -> Secret:
    """A key that nobody can guess."""
    if len(text) < _SHORTEST_TOKEN:
        raise BadValueError("long_secret", shortest=_SHORTEST_TOKEN)
    return Secret(text)


def webhook_secret(text: str) -> Secret:
    """What Telegram takes for one."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise BadValueError("webhook_secret")
    return Secret(text)


def phone(text: str) -> str:
    """A number that can be dialled, written as people do; several may stand beside each other."""
    if not re.fullmatch(r"[+\d\s()\uff08\uff09/,\uff0c、转-]+", text) or not re.search(r"\d{3}", text):
        raise BadValueError("phone")
    return text


def web_address(text: str) -> str:
    if not _is_address(text, "http", "https"):
        raise BadValueError("web_address")
    return text.rstrip("/")


def listen_address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host:
        raise BadValueError("listen_address")
    return host, whole(1, 65535)(port)


def proxy(text: str) -> Secret:
    """A proxy's address; it may hold a password."""
    if not _is_address(text, "http", "https", "socks5", "socks5h"):
        raise BadValueError("proxy")
    return Secret(text)


def database(text: str) -> Secret:
    """An SQLAlchemy address; it may hold a password."""
    if not text.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise BadValueError("database")
    return Secret(text)


def _is_address(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port beyond all ports
        return False


def _parts(text: str) -> list[str]:
    return re.split(r"[,\uff0c、\s]+", text.strip())
