"""Audit prompts: the questions an auditor asks of a child's file, or of the service (``prompts.toml``).

They are Sightline's own, each with how sure we are that it matters: most are themes that recur in published reports.
A framework's judgement names the areas whose prompts it takes, or single ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.inspection.framework import Framework


class PromptConfidence(StrEnum):
    """How it is known that a prompt asks what an inspector would."""

    VERIFIED_THEME = "verified-theme"  # its theme recurs in published reports
    UNVERIFIED = "unverified"  # general knowledge


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question. ``area``: what it is about, by the names of :data:`AREAS`.

    ``theme`` and ``report_share_pct``: under what words published reports ask for it to improve, and in how many of a
    hundred; None for an unverified one. ``of_a_file``: asked of each file; otherwise of the service as a whole.
    """

    id: str
    text: str
    area: str
    confidence: PromptConfidence
    theme: str | None = None
    report_share_pct: int | None = None
    of_a_file: bool = True

    @property
    def why(self) -> str:
        """Why it is asked, and how sure we are, in words."""
        if self.report_share_pct is None:
            return "General knowledge; not seen in published reports."
        return f"{self.report_share_pct}% of 258 reports of 2018 to 2025 ask for it to improve ({self.theme})."


def parse_prompts(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Prompt]:
    """Prompts from parsed TOML; ValueError or TypeError says which is wrong, and how."""
    found = {}
    for prompt_id, each in raw.items():
        prompt = Prompt(id=prompt_id, **{**each, "confidence": PromptConfidence(each["confidence"])})
        if not prompt.text.strip().endswith("?"):
            raise ValueError(f"prompt {prompt_id} is not a question")
        if (prompt.confidence is PromptConfidence.VERIFIED_THEME) != (prompt.report_share_pct is not None):
            raise ValueError(f"prompt {prompt_id}: a verified theme has the share of reports, and no other has")
        found[prompt_id] = prompt
    return MappingProxyType(found)


def _read() -> Mapping[str, Prompt]:
    with (resources.files("sightline.inspection") / "prompts.toml").open("rb") as file:
        return parse_prompts(tomllib.load(file))


PROMPTS: Mapping[str, Prompt] = _read()
AREAS: tuple[str, ...] = tuple(dict.fromkeys(each.area for each in PROMPTS.values()))


def prompts_for(framework: Framework, areas: Collection[str]) -> tuple[Prompt, ...]:
    """The prompts of these judgements and reviews of ``framework`` (their ids), each once, in the framework's order."""
    named = [name for each in framework.areas if each.id in areas for name in each.prompts]
    found: dict[str, Prompt] = {}
    for name in named:
        chosen = [PROMPTS[name]] if name in PROMPTS else [each for each in PROMPTS.values() if each.area == name]
        found |= {each.id: each for each in chosen}
    return tuple(found.values())


def file_prompts(framework: Framework, areas: Collection[str]) -> tuple[Prompt, ...]:
    """Those of :func:`prompts_for` that are asked of a child's file."""
    return tuple(each for each in prompts_for(framework, areas) if each.of_a_file)
