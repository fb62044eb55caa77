"""Settings: read from CAMPAIGNS_* variables, once, here; an unknown one stops the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "CAMPAIGNS_"


class SettingsError(ValueError):
    """A setting is unknown or cannot be used; the text names it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation can choose.

    ``proxies`` is the number of reverse proxies in front that set X-Forwarded-For, -Proto and -Host; with 0 those
    headers are ignored, because anybody can send them.
    """

    secret_key: str
    database_url: str
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    proxies: int = 0
    zone: str = "Asia/Shanghai"
    session_hours: int = 12

    @property
    def session_lifetime(self) -> timedelta:
        """Return how long a person stays signed in: a working day, so that a forgotten browser closes itself."""
        return timedelta(hours=self.session_hours)


ALLOWED = {
    "CAMPAIGNS_DATABASE_URL": "sqlite:///… or postgresql+psycopg://…",
    "CAMPAIGNS_DIRECTORY": "where the database file and the secret key are kept",
    "CAMPAIGNS_SECRET_KEY": "at least 32 characters; without it one is made and kept",
    "CAMPAIGNS_TRUSTED_HOSTS": "host names the product answers to, separated by commas; * for any",
    "CAMPAIGNS_PROXIES": "the number of reverse proxies in front",
    "CAMPAIGNS_ZONE": "a time zone such as Asia/Shanghai",
    "CAMPAIGNS_SESSION_HOURS": "hours until a person has to sign in again",
}


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, or raise SettingsError with the allowed names."""
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value}
    unknown = sorted(given.keys() - ALLOWED.keys())
    if unknown:
        allowed = "\n".join(f"  {name}: {meaning}" for name, meaning in ALLOWED.items())
        raise SettingsError(f"Unknown setting {', '.join(unknown)}. Allowed are:\n{allowed}")
    directory = Path(given.get("CAMPAIGNS_DIRECTORY", ROOT / "var")).resolve()
    hosts = given.get("CAMPAIGNS_TRUSTED_HOSTS")
    defaults = Settings(secret_key="", database_url="")
    return Settings(
        secret_key=_secret_key(given.get("CAMPAIGNS_SECRET_KEY", ""), directory),
        database_url=given.get("CAMPAIGNS_DATABASE_URL", f"sqlite:///{directory / 'campaigns.sqlite3'}"),
        trusted_hosts=tuple(host.strip() for host in hosts.split(",")) if hosts else defaults.trusted_hosts,
        proxies=_count(given, "CAMPAIGNS_PROXIES", defaults.proxies),
        zone=_zone(given.get("CAMPAIGNS_ZONE", defaults.zone)),
        session_hours=_count(given, "CAMPAIGNS_SESSION_HOURS", defaults.session_hours),
    )


def _secret_key(given: str, directory: Path) -> str:
    """Return the key that signs cookies; the first start makes one that only the owner may read."""
    if given:
        if len(given) < 32:
            raise SettingsError("CAMPAIGNS_SECRET_KEY needs at least 32 characters.")
        return given
    path = directory / "secret_key"
    if not path.exists():
        directory.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        # A link never replaces a file, so of two first starts at once both read the same key.
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path.read_text(encoding="ascii").strip()


def _count(given: Mapping[str, str], name: str, default: int) -> int:
    value = given.get(name, str(default))
    if not value.isdecimal():
        raise SettingsError(f"{name} is “{value}”, but must be a whole number: {ALLOWED[name]}.")
    return int(value)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as problem:
        raise SettingsError(
            f"CAMPAIGNS_ZONE is “{name}”, which is no time zone; Asia/Shanghai is one."
        ) from problem
    return name
