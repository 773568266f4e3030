"""Killed, full, read-only, two at once: afterwards the old or the new edition answers, whole, and the next try works."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bot.admin import processes
from tests.bot.admin.conftest import library_of, settings_of

SAMPLE, TORTURE = 2, 20
NEW = "新建口袋公园三座。" + "规模工业产值1.2亿元,社区开展健康讲座。" * 40


def _kill_a_reload(root: Path, after: float, children_too: bool) -> None:
    process = processes.start(root, "reload", "--yes")
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        victims = [process.pid, *(processes.children(process.pid) if children_too else ())]
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        process.communicate()
    processes.wait_for_builds(root)


def _survives_kills(root: Path, times: int, whole: float) -> None:
    """Every reload brings a new version; wherever it is killed, the golden answers are all old or all new.

    ``whole``: seconds that a reload takes when it is left alone.
    """
    chance = random.Random(20221124)
    old = processes.told(root)
    for n in range(times):
        (root / "seeds" / "经济.txt").write_text(f"上半年规模工业产值{n + 2}亿元。" + NEW * (n % 3), "utf-8")
        _kill_a_reload(root, chance.uniform(0, whole), children_too=n % 2 == 0)
        now = processes.told(root)
        assert now == old or f"{n + 2}亿元" in now["规模工业产值是多少?"][1], f"kill {n} left {now}"
        old = now
    with library_of(settings_of(root)).building():  # as the next reload would
        assert not list((root / "data" / "editions").glob(".*"))


def test_kills_at_random_moments(root: Path) -> None:
    _survives_kills(root, SAMPLE, whole=5)


@pytest.mark.torture
def test_many_kills_at_random_moments(root: Path) -> None:
    began = time.monotonic()
    (root / "seeds" / "新.txt").write_text(NEW, "utf-8")
    assert processes.run(root, "reload", "--yes")[0] == 0
    _survives_kills(root, TORTURE, whole=time.monotonic() - began)
    assert processes.run(root, "reload", "--yes")[0] == 0
    assert f"{TORTURE + 1}亿元" in processes.told(root)["规模工业产值是多少?"][1]


@pytest.mark.torture
def test_of_two_reloads_at_once_none_is_lost_in_silence(root: Path) -> None:
    both = {}
    for name in ("甲", "乙"):
        (root / f"{name}.txt").write_text(f"{name}街新建口袋公园三座。", "utf-8")
        both[name] = processes.start(root, "reload", root / f"{name}.txt", "--yes")
    ended = {name: (process.communicate(timeout=120)[1], process.returncode) for name, process in both.items()}
    serving = library_of(settings_of(root)).current().manifest.sources
    assert 0 in {status for _, status in ended.values()}, ended
    for name, (err, status) in ended.items():
        assert (name in serving) == (status == 0), ended
        assert status == 0 or any(words in err.splitlines()[-1] for words in ("已经有一次建库", "作废")), err
    processes.told(root)


@contextmanager
def _mounted(*options: object) -> Iterator[None]:
    """A mount, where we may make one."""
    *_, place = options
    done = subprocess.run(["mount", *map(str, options)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no mount can be made here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _disk_of(root: Path, megabytes: float) -> list[object]:
    """The options of a small disk at ``root``'s data, whose content moves onto it."""
    (root / "data").rename(root / "copied")
    (root / "data").mkdir()
    return ["-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k", "hewen-test", root / "data"]


def _fill(root: Path) -> None:
    subprocess.run(["cp", "-a", f"{root / 'copied'}/.", str(root / "data")], check=True)


def _refused_on_a_full_disk(root: Path, megabytes: float, text: str) -> int:
    """The exit status of the reload that met the small disk."""
    before = processes.told(root)
    (root / "新.txt").write_text(text, "utf-8")
    with _mounted(*_disk_of(root, megabytes)):
        _fill(root)
        status, _, err = processes.run(root, "reload", root / "新.txt", "--yes")
        assert status == 0 or "空间不够" in err.splitlines()[-1], err
        now = processes.told(root)
        assert status == 0 or now == before
        assert not list((root / "data").glob("*.new"))
    return status


@pytest.mark.torture
def test_a_full_disk(root: Path) -> None:
    assert _refused_on_a_full_disk(root, 0.8, NEW) == 1


@pytest.mark.torture
@pytest.mark.parametrize("tenths", range(14, 44, 2))
def test_disks_that_get_full_at_any_point(root: Path, tenths: int) -> None:
    _refused_on_a_full_disk(root, tenths / 10, NEW * 20)


@pytest.mark.torture
def test_a_store_that_can_only_be_read(root: Path) -> None:
    before = processes.told(root)
    data = root / "data"
    (root / "seeds" / "新.txt").write_text(NEW, "utf-8")
    with _mounted("--bind", data, data):
        subprocess.run(["mount", "-o", "remount,ro,bind", data], check=True)
        status, _, err = processes.run(root, "reload", "--yes")
        assert (status, "不能写" in err.splitlines()[-1]) == (1, True), err
        assert processes.told(root) == before
