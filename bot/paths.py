"""Where the project's own files are: the program runs from a checkout, wherever it was started."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROMPTS = ROOT / "prompts"
