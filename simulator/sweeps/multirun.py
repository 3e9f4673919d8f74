"""Hydra's own multirun over sweeps: one Hydra job is one whole sweep.

    gunfactor sweep -m sweep=quick scenario=region,null

Hydra expands the settings and starts the jobs; a job is played as any other sweep.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.hydra_config import HydraConfig

from simulator.config import compose, hydra_source
from simulator.config.catalogue import configs
from simulator.config.overrides import CHOSEN, quoted
from simulator.sweeps.plan import GROUP

_JOB = "gunfactor_multirun"
_QUIET = ("hydra/job_logging=disabled", "hydra/hydra_logging=disabled", "hydra.output_subdir=null")


def multirun(
    words: Sequence[str], home: Path, play: Callable[[list[str], Path], None],
    config_dir: Path | None = None,
) -> list[Path]:  # fmt: skip
    """Play a sweep for every combination of settings such as `scenario=region,null`.

    Args:
        home: a folder of its own; job n is written in `home/n`.
        play: plays one sweep with these settings in this folder.

    Returns:
        The folder of each job.
    """
    compose.composed([], config_dir)  # puts the strategies where Hydra finds them
    node = {"defaults": ["config", {GROUP: "quick"}]}
    ConfigStore.instance().store(name=_JOB, node=node)
    folders: list[Path] = []

    def job(_: Any) -> None:
        here = HydraConfig.get()
        folder = Path(here.runtime.output_dir)
        folders.append(folder)
        play([word.lstrip("+") for word in here.overrides.task], folder)

    place = [
        f"hydra.sweep.dir={quoted(str(home.absolute()))}",
        "hydra.sweep.subdir=${hydra.job.num}",
    ]
    if config_dir is not None:
        place += hydra_source.searchpath([config_dir])
    before = sys.argv
    sys.argv = ["gunfactor", "--multirun", *place, *_QUIET, *map(_open, words)]
    try:
        hydra.main(version_base="1.3", config_path=str(configs()), config_name=_JOB)(job)()
    finally:
        sys.argv = before
    return folders


def _open(word: str) -> str:
    """A setting that may also be new; a choice of a file stays one."""
    key = word.partition("=")[0].lstrip("+")
    if key in (*CHOSEN, GROUP) or word.startswith("~") or key.startswith("hydra"):
        return word
    return f"++{word.lstrip('+')}"
