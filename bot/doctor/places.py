"""What lies on this machine: fonts, the database; and who gets in at the desk."""

from __future__ import annotations

from bot.doctor.finding import Findings, Notes
from bot.settings import Settings
from bot.storage import state_of
from bot.texts import Texts


def check_fonts(_: Settings, texts: Texts) -> Findings:
    """Whether a card can be drawn: its packaged font is there and can be read."""
    from bot.channels.card import Card, draw_cards

    notes = Notes("fonts", texts)
    try:
        draw_cards(Card(texts.say("fonts.sample"), texts.say("fonts.sample")))
    except (ImportError, OSError) as error:
        yield notes.fault("missing", kind=type(error).__name__)
    else:
        yield notes.ok("drawn")


def check_database(settings: Settings, texts: Texts) -> Findings:
    """Whether the database can be reached and its tables are ours; nothing in it is changed."""
    from sqlalchemy.exc import SQLAlchemyError

    notes = Notes("database", texts)
    address = settings.database_url.reveal() if settings.database_url else None
    try:
        state = state_of(settings.data_dir, address)
    except ImportError:
        yield notes.fault("no_driver")
    except (SQLAlchemyError, OSError) as error:
        yield notes.fault("down", kind=type(getattr(error, "orig", None) or error).__name__)
    else:
        grade = {"old": notes.note, "unknown": notes.fault}.get(state, notes.ok)
        yield grade(state)


def check_desk(settings: Settings, texts: Texts) -> Findings:
    """Whether somebody can sign in at the desk, and stays signed in where several machines serve."""
    notes = Notes("desk", texts)
    if settings.desk_key is None and settings.database_url and settings.database_url.reveal().startswith("postgresql"):
        yield notes.note("apart")
    if settings.desk_tokens or (settings.telegram_token and (settings.staff_ids or settings.admin_ids)):
        yield notes.ok("open")
    else:
        yield notes.ok("nobody")
