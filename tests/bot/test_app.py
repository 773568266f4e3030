"""What the composition root promises of a process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from bot.app import open_administration, open_library, open_web_services, people_database
from bot.settings import Settings
from bot.storage import FILE


def test_a_process_opens_one_database_however_many_threads_ask(tmp_path: Path) -> None:
    database, together = people_database(Settings.load({"DATA_DIR": str(tmp_path)})), Barrier(4)

    def ask(_: int) -> object:
        together.wait()
        return database()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(map(id, threads.map(ask, range(4))))) == 1
    database().close()


def test_pages_and_administration_share_it(tmp_path: Path) -> None:
    settings = Settings.load({"DATA_DIR": str(tmp_path)})
    database = people_database(settings)
    services = open_web_services(settings, open_library(settings, database), database)
    assert services.people.database is database()
    assert services.people.roles.database is database()
    database().close()


def test_it_is_not_opened_before_somebody_needs_it(tmp_path: Path) -> None:
    settings = Settings.load({"DATA_DIR": str(tmp_path)})
    database = people_database(settings)
    open_administration(settings, open_library(settings, database), database)
    assert not (tmp_path / FILE).exists()
