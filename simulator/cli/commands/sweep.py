"""`gunfactor sweep`: play a design of many points, lose nothing, go on where it stopped."""

import contextlib
import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator import i18n
from simulator.cli import bilingual, mistakes, options

if TYPE_CHECKING:
    from simulator.sweeps.execute import Control
    from simulator.sweeps.scheme import Scheme

FAILED = 1  # exit code: played to the end, but some runs failed
BROKEN_OFF = 3  # stopped before the end by a full disk or a lost worker; it can go on
INTERRUPTED = 130


@bilingual.command("sweep")
@options.overrides
@options.config_dir
@click.option("--dry-run", is_flag=True, help=bilingual.lines("sweep_dry_run"))
@click.option(
    "--resume",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=bilingual.lines("sweep_resume"),
)
@click.option("--again", is_flag=True, help=bilingual.lines("sweep_again"))
@click.option("-m", "--multirun", is_flag=True, help=bilingual.lines("sweep_multirun"))
def command(
    overrides: tuple[str, ...],
    config_dir: Path | None,
    dry_run: bool,
    resume: Path | None,
    again: bool,
    multirun: bool,
) -> int:
    """Play a design of many points: ranges of numbers, strategies, scenarios.

    \b
      gunfactor sweep sweep=quick --dry-run
      gunfactor sweep sweep=quick output=my-sweep
      gunfactor sweep --resume my-sweep
      gunfactor sweep --resume my-sweep sweep.replicates=20
      gunfactor sweep --resume my-sweep --again
      gunfactor sweep sweep=quick sweep.replicates=20 sweep.record=yearly
      gunfactor sweep -m sweep=quick scenario=region,null

    `gunfactor sweep` alone names the designs; docs/sweeps.md is a tutorial. A sweep that was broken
    off goes on with the same command and output=, or with --resume; with more replicates these are
    added to it.

    Exit code: 0 well, 1 some runs failed, 2 a mistake in the settings, 3 broken off, 130 Ctrl-C.
    """
    words = list(overrides)
    if multirun:
        return _several(words, config_dir)
    if resume is not None:
        words, config_dir = _earlier(resume, words, config_dir)
    with _mistakes(i18n.asked(words), resume):
        if again and resume is None:
            from simulator.sweeps.errors import SweepError

            raise SweepError("no_resume_for_again")
        return _played(words, config_dir, dry_run, again)


@contextlib.contextmanager
def _mistakes(lang: str, folder: Path | None = None) -> Iterator[None]:
    """Turn what the user can mend into sentences; what can go on later has its own exit code."""
    from simulator.sweeps.errors import InterruptedSweepError, SweepError, said

    try:
        with options.mistakes_explained():
            yield
    except InterruptedSweepError as stop:
        raise _LaterError(stop.sentence(lang), INTERRUPTED) from None
    except SweepError as mistake:
        started = mistake.key in ("sweep_full", "no_worker", "lost_cluster", "worker_failed")
        if started and folder is not None:
            raise _LaterError(
                f"{mistake.sentence(lang)}\n{said('how_to_resume', lang, folder=folder)}",
                BROKEN_OFF,
            ) from None
        raise click.ClickException(mistake.sentence(lang)) from None


class _LaterError(Exception):
    """Broken off, to be gone on with."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def _earlier(
    folder: Path, words: list[str], config_dir: Path | None
) -> tuple[list[str], Path | None]:
    """The settings of the sweep in a folder, with those that were added now."""
    from simulator.sweeps import manifest

    with _mistakes(i18n.asked(words)):
        found = manifest.read(folder)
        if found is None:
            from simulator.sweeps.errors import SweepError

            raise SweepError("no_sweep", folder=folder)
    own = Path(found["config_dir"]) if found["config_dir"] else None
    before = [word for word in found["words"] if not word.startswith("output=")]
    return [*before, *words, f"output={folder}"], config_dir or own


def _played(words: list[str], config_dir: Path | None, dry_run: bool, again: bool = False) -> int:
    from simulator.cli import folders
    from simulator.sweeps import scheme as schemes

    scheme = schemes.of_words(words, config_dir)
    lang, wanted = scheme.config.lang, scheme.config.output
    of_model = [word for word in words if not word.startswith("sweep")]
    options.say_idle(scheme.config, [*of_model, *scheme.idle])
    if dry_run:
        place = folders.asked(wanted) if wanted else folders.HOME
        click.echo(_preview(scheme, place, lang))
        return 0
    if wanted is not None:
        return _in_folder(scheme, folders.asked(wanted), lang, again)
    with folders.new_folder(f"sweep-{scheme.name}", lang=lang) as folder:
        return _in_folder(scheme, folder, lang)


def _in_folder(scheme: "Scheme", folder: Path, lang: str, again: bool = False) -> int:
    """Play in a folder and say how it went."""
    from simulator.cli.sweep_progress import watched
    from simulator.sweeps import execute
    from simulator.sweeps.errors import said

    control = execute.Control()
    try:
        with (
            _mistakes(lang, folder),
            _graceful(control, lang),
            watched(scheme, folder, lang) as told,
        ):
            progress = execute.played(scheme, folder, told, control, again)
    except _LaterError as stop:
        click.echo(str(stop), err=True)
        if stop.code == INTERRUPTED:
            click.echo(said("how_to_resume", lang, folder=folder), err=True)
        return stop.code
    finished = json.loads((folder / "finished.json").read_text(encoding="utf-8"))
    click.echo(
        said("finished", lang, runs=progress.runs, time=_duration(progress.seconds, lang),
             rate=f"{progress.rate:.0f}", folder=folder, digest=finished["digest"])
    )  # fmt: skip
    kind = scheme.plan.design.kind
    analysis = kind if kind in ("sobol", "morris") else "response" if kind == "grid" else "features"
    first = f"{scheme.study.outcomes[0]}_{scheme.study.groups[0]}_{scheme.study.moments[-1]}"
    named = list(scheme.variants)
    which = f" --contrast {named[0]},{named[1]}" if len(named) > 1 else ""
    click.echo(said("and_now", lang, analysis=analysis, folder=folder, outcome=f"{first}{which}"))
    if progress.failed:
        where = folder / "failures"
        click.echo(
            said("some_failed", lang, failed=progress.failed, runs=progress.runs, folder=where),
            err=True,
        )
        return FAILED
    return 0


@contextlib.contextmanager
def _graceful(control: "Control", lang: str) -> Iterator[None]:
    """The first Ctrl-C (or a batch system's SIGTERM) finishes what is under way."""
    from simulator.sweeps.errors import said

    def stop(number: int, frame: Any) -> None:
        if control.stopping:
            signal.default_int_handler(number, frame)
        control.stop()
        click.echo(said("stopping", lang), err=True)

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, stop) for each in signals]
    try:
        yield
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)


def _preview(scheme: "Scheme", folder: Path, lang: str) -> str:
    from simulator.sweeps.errors import said
    from simulator.sweeps.preview import previewed

    found = previewed(scheme, folder)
    plan, study = scheme.plan, scheme.study
    lines = [
        said(
            "preview", lang, title=plan.label.model_dump()[lang], points=scheme.points.number,
            design=plan.design.kind, factors=len(scheme.factors), replicates=plan.replicates,
            variants=f"{len(study.variants)} ({', '.join(study.variants)})", runs=scheme.runs,
            years=study.years, relations=max(len(world.ties) for world in study.worlds),
            shards=found.shards, size=found.size, record=plan.record,
            columns=len(study.outcomes) * len(study.groups) * len(study.moments),
            time=_duration(found.seconds, lang), workers=found.workers, executor=plan.executor,
            disk=_bytes(found.sizes[plan.record], lang), free=_bytes(found.free, lang),
        )
    ]  # fmt: skip
    others = ", ".join(
        f"sweep.record={name} {_bytes(size, lang)}"
        for name, size in found.sizes.items()
        if name != plan.record
    )
    lines.append(said("also_recorded", lang, sizes=others))
    if found.sizes[plan.record] > found.free:
        lines.append(said("too_little_disk", lang))
    return "\n".join(lines)


def _duration(seconds: float, lang: str) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{i18n.number(seconds, lang, 1)} s"


def _bytes(size: float, lang: str) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{i18n.number(size, lang, 1)} {unit}"
        size /= 1000
    return f"{i18n.number(size, lang, 1)} TB"


def _several(words: list[str], config_dir: Path | None) -> int:
    """Hydra's multirun: a sweep for every combination, each in a folder of its own."""
    from simulator.cli import folders
    from simulator.sweeps.multirun import multirun as hydra_multirun

    codes: list[int] = []

    def play(own: list[str], folder: Path) -> None:
        click.echo(" ".join(own))
        try:
            with _mistakes(i18n.asked(own)):
                codes.append(_played([*own, f"output={folder}"], config_dir, dry_run=False))
        except click.ClickException as mistake:
            mistakes.show(mistake, own, i18n.asked(own))
            codes.append(2)

    wanted = next((word[7:] for word in words if word.startswith("output=")), None)
    rest = [word for word in words if not word.startswith("output=")]
    with folders.new_folder("multirun", wanted, i18n.asked(words)) as home:
        hydra_multirun(rest, home, play, config_dir)
    sys.stdout.flush()
    return max(codes, default=2)
