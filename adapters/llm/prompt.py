"""Prompts are files with a version; what a model wrote is stored with the version it followed."""

import re
from dataclasses import dataclass
from importlib.resources import files

_CANARY = re.compile(r"Canary: (\S+)\.")


@dataclass(frozen=True, slots=True)
class Prompt:
    """`canary` is a mark that no answer may repeat (vendors/llm.md 4.2, point 9)."""

    version: str
    text: str
    canary: str


def load_prompt(name: str, number: int) -> Prompt:
    text = (files("adapters.llm") / "prompts" / f"{name}.{number}.md").read_text(encoding="utf-8")
    found = _CANARY.search(text)
    if found is None:
        message = f"the prompt {name}.{number} has no canary"
        raise ValueError(message)
    return Prompt(version=f"{name}/{number}", text=text, canary=found.group(1))
