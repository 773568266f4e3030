import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.paths import ROOT
from bot.setting_values import Secret
from bot.settings import Settings, SettingsError, misspelled

EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_nothing_given_means_the_defaults() -> None:
    assert Settings.load({}) == Settings()


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    settings = Settings.load({"DATA_DIR": "/elsewhere"}, {"DATA_DIR": str(tmp_path), "SEEDS_DIR": None})
    assert settings.data_dir == tmp_path
    assert settings.seeds_dir == ROOT / "seeds"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("OFFICE_NAME=甲\nCONTACT_NAME=乙\n", encoding="utf-8")
    monkeypatch.setattr("bot.settings.ROOT", tmp_path)
    monkeypatch.setenv("OFFICE_NAME", "丙")
    settings = Settings.load()
    assert (settings.office_name, settings.contact_name) == ("丙", "乙")


def test_a_file_that_can_not_be_read_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_bytes("OFFICE_NAME=荷花池".encode("gbk"))
    monkeypatch.setattr("bot.settings.ROOT", tmp_path)
    with pytest.raises(SettingsError, match="UTF-8"):
        Settings.load()


def test_a_name_in_the_file_that_is_like_a_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=1\nSITE=office.example\nWEB_PORT=1\n", encoding="utf-8")
    monkeypatch.setattr("bot.settings.ROOT", tmp_path)
    assert misspelled() == {"TELEGRAM_BOT_TOKEN": "TELEGRAM_TOKEN"}


@pytest.mark.parametrize("number", ["12345", "+86 519-86661234", "(0519)86661234 转 8", "110\uff0c119"])
def test_telephone_numbers_as_people_write_them(number: str) -> None:
    assert Settings.load({"CONTACT_PHONE": number}).contact_phone == number


def test_values_have_their_types() -> None:
    settings = Settings.load(
        {
            "ADMIN_IDS": "12, 34\uff0c56",
            "TELEGRAM_WEBHOOK_LISTEN": "0.0.0.0:9000",
            "MODEL_MAY_READ_INTERNAL": "Yes",
            "MODEL_TIMEOUT_SECONDS": "2.5",
            "EMBEDDER": "BOTH",
            "OPENAI_BASE_URL": "http://127.0.0.1:8000/v1/",
        }
    )
    assert settings.admin_ids == {12, 34, 56}
    assert settings.telegram_webhook_listen == ("0.0.0.0", 9000)
    assert settings.model_may_read_internal is True
    assert settings.model_timeout_seconds == 2.5
    assert settings.embedder == "both"
    assert settings.openai_base_url == "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("EMBEDDER", "bert"),
        ("WEB_PORT", "70000"),
        ("WEB_PORT", "八千"),
        ("KEEP_EDITIONS", "-1"),
        ("MODEL_TIMEOUT_SECONDS", "nan"),
        ("MODEL_MAY_READ_INTERNAL", "maybe"),
        ("STAFF_IDS", "@wang"),
        ("DESK_TOKENS", "zhang:admin:too-short"),
        ("DESK_TOKENS", "zhang:boss:long-enough-for-a-token"),
        ("DESK_TOKENS", "z:staff:long-enough-for-a-token,z:admin:long-enough-for-another"),
        ("DESK_KEY", "short"),
        ("OPENAI_BASE_URL", "127.0.0.1:8000"),
        ("PUBLIC_URL", "https://office.example:99999"),
        ("CONTACT_PHONE", "门口的大爷"),
        ("TELEGRAM_WEBHOOK_SECRET", "口令 password"),
        ("TELEGRAM_WEBHOOK_LISTEN", "8443"),
        ("TELEGRAM_PROXY", "ftp://a:password@b"),
        ("DATABASE_URL", "mysql://a:password@b"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({name: text})
    line = str(caught.value)
    assert name in line
    assert "\n" not in line
    assert "password" not in line


def test_tokens_of_the_desk_have_a_name_and_a_role() -> None:
    settings = Settings.load(
        {"DESK_TOKENS": "zhang:admin:a:token:with:colons:in\uff0cwang:staff:another-long-token-too"}
    )
    told = [(one.name, one.role, one.token.reveal()) for one in settings.desk_tokens]
    assert told == [("zhang", "admin", "a:token:with:colons:in"), ("wang", "staff", "another-long-token-too")]
    assert "colons" not in repr(settings)


def test_secrets_do_not_show() -> None:
    settings = Settings.load({"TELEGRAM_TOKEN": "123:abc", "OPENAI_API_KEY": "sk-abc", "DATABASE_URL": "sqlite:///abc"})
    assert "abc" not in repr(settings)
    assert "abc" not in f"{settings.telegram_token} {settings.openai_api_key}"
    assert settings.telegram_token == Secret("123:abc")
    assert settings.telegram_token.reveal() == "123:abc"


def test_the_example_names_every_setting_with_a_line_of_explanation() -> None:
    explained = re.findall(r"^# .+\n([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    assert len(explained) == len(re.findall(r"^[A-Z_]+=", EXAMPLE, re.MULTILINE))
    assert sorted(explained) == sorted(f.name.upper() for f in fields(Settings))


def test_the_example_as_it_stands_is_the_default() -> None:
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert Settings.load(given) == Settings()
