"""Settings: what is allowed, what is made at the first start, and what is refused with a sentence."""

import stat
from pathlib import Path

import pytest

from webapp.config import Settings, SettingsError, read_settings

KEY = "0123456789abcdef0123456789abcdef"


def test_without_any_setting_there_is_one_file_and_a_key_of_our_own(tmp_path: Path) -> None:
    environment = {"CAMPAIGNS_DIRECTORY": str(tmp_path / "new"), "PATH": "/bin"}

    first, second = read_settings(environment), read_settings(environment)

    key = (tmp_path / "new" / "secret_key").read_text()
    assert first == second == Settings(
        secret_key=key, database_url=f"sqlite:///{tmp_path / 'new' / 'campaigns.sqlite3'}"
    )  # fmt: skip
    assert len(key) == 64
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["secret_key"]


def test_every_setting_is_read(tmp_path: Path) -> None:
    environment = {
        "CAMPAIGNS_DIRECTORY": str(tmp_path),
        "CAMPAIGNS_SECRET_KEY": KEY,
        "CAMPAIGNS_DATABASE_URL": "postgresql+psycopg://host/name",
        "CAMPAIGNS_TRUSTED_HOSTS": "plan.example.cn, localhost",
        "CAMPAIGNS_PROXIES": "2",
        "CAMPAIGNS_ZONE": "Asia/Urumqi",
        "CAMPAIGNS_SESSION_HOURS": "8",
    }

    assert read_settings(environment) == Settings(
        secret_key=KEY,
        database_url="postgresql+psycopg://host/name",
        trusted_hosts=("plan.example.cn", "localhost"),
        proxies=2,
        zone="Asia/Urumqi",
        session_hours=8,
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "CAMPAIGNS_DATABASE",
            "x",
            "Unknown setting CAMPAIGNS_DATABASE. Allowed are:\n  CAMPAIGNS_DATABASE_URL",
        ),
        ("CAMPAIGNS_PROXIES", "-1", "CAMPAIGNS_PROXIES is “-1”, but must be a whole number"),
        ("CAMPAIGNS_SESSION_HOURS", "long", "CAMPAIGNS_SESSION_HOURS is “long”"),
        ("CAMPAIGNS_ZONE", "Asia/Atlantis", "CAMPAIGNS_ZONE is “Asia/Atlantis”, which is no time zone"),
        ("CAMPAIGNS_ZONE", "../etc/passwd", "CAMPAIGNS_ZONE is “../etc/passwd”, which is no time zone"),
        ("CAMPAIGNS_SECRET_KEY", "short", "CAMPAIGNS_SECRET_KEY needs at least 32 characters."),
    ],
)
def test_what_cannot_be_used_stops_the_start(tmp_path: Path, name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"CAMPAIGNS_DIRECTORY": str(tmp_path), name: value})

    assert str(caught.value).startswith(told)
