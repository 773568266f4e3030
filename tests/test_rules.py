"""The rules of the house, as tests: who may import whom, how large things are, what must not stand in the tree."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From top to bottom; a module imports its own layer and those below. Anything else in bot/ is on top.
LAYERS = (
    ("bot.channels",),
    ("bot.assistant", "bot.admin", "bot.staff", "bot.watching"),
    ("bot.answering", "bot.people"),
    (
        "bot.storage",
        "bot.database_error",
        "bot.locks",
        "bot.os_reason",
        "bot.presence",
        "bot.tables",
        "bot.settings",
        "bot.setting_values",
        "bot.texts",
        "bot.paths",
        "bot.logs",
        "bot.request_id",
    ),
    ("retrieval",),
)
ONLY_IN = {
    "telegram": "bot/channels/telegram/",
    "chromadb": "retrieval/vector_store.py",
    "langchain_chroma": "retrieval/vector_store.py",
    "dotenv": "bot/settings.py",
}
FOREIGN_PLACES = re.compile(r"/work/|/tmp/w/|files\.pythonhosted|pypi\.org/simple|/opt/wheels")


@cache
def tracked(pattern: str) -> tuple[str, ...]:
    """Files of the project: tracked, or about to be."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", pattern]
    names = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
    return tuple(sorted({name for name in names if name and (ROOT / name).is_file()}))


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


CODE = tuple(name for name in tracked("*.py") if name.startswith(("bot/", "retrieval/")))
PYTHON = tracked("*.py")


def module_of(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(name: str) -> Iterator[str]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(module: str) -> int:
    """0 is on top, above every layer that is named."""
    for depth, names in enumerate(LAYERS, 1):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return depth
    return 0


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("name", CODE)
def test_imports_point_down(name: str) -> None:
    own = layer_of(module_of(name))
    up = [other for other in imports(name) if other.startswith(("bot.", "retrieval.")) and layer_of(other) < own]
    assert not up, f"{name} imports from above: {up}"


@pytest.mark.parametrize("name", CODE)
def test_some_libraries_have_one_door(name: str) -> None:
    for other in imports(name):
        door = ONLY_IN.get(other.partition(".")[0])
        assert door is None or name.startswith(door), f"{name} imports {other}, which belongs in {door}"


@pytest.mark.parametrize("name", [name for name in CODE if name != "bot/settings.py"])
def test_the_environment_is_read_in_the_settings_alone(name: str) -> None:
    for node in ast.walk(tree(name)):
        reads = isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
        assert not reads, f"{name}:{node.lineno} reads the environment"


def test_files_have_at_most_300_lines() -> None:
    long = {name: count for name in PYTHON if (count := (ROOT / name).read_text("utf-8").count("\n")) > 300}
    assert not long


def test_functions_have_at_most_40_lines() -> None:
    long = [
        f"{name}:{node.lineno} {node.name} ({size})"
        for name in CODE
        for node in functions(name)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > 40
    ]
    assert not long


def test_functions_tell_what_they_return() -> None:
    silent = [f"{name}:{node.lineno} {node.name}" for name in CODE for node in functions(name) if node.returns is None]
    assert not silent


def test_there_are_fakes_and_no_mocks() -> None:
    mocking = [name for name in PYTHON if any("mock" in other.split(".") for other in imports(name))]
    assert not mocking


def test_no_error_is_swallowed_in_silence() -> None:
    silent = [
        f"{name}:{node.lineno}"
        for name in PYTHON
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
        and all(isinstance(line, ast.Pass | ast.Continue) for line in node.body)
    ]
    assert not silent


def test_a_dictionary_names_every_key_once() -> None:
    for name in CODE:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                assert len(keys) == len(set(keys)), f"{name}:{node.lineno} repeats a key"


def test_nothing_names_the_place_it_was_made_in() -> None:
    own = Path(__file__).relative_to(ROOT).as_posix()
    for name in tracked("*"):
        if name == own:
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
        assert not FOREIGN_PLACES.search(text), f"{name} names a place outside the project"


def test_no_empty_package_and_no_file_without_a_word_about_it() -> None:
    dumb = [name for name in CODE if tree(name).body and not ast.get_docstring(tree(name))]
    assert not dumb, f"no docstring at the top: {dumb}"
