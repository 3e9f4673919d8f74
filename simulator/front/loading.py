"""A folder that gunfactor wrote, read back as what it holds."""

from pathlib import Path

from simulator import i18n
from simulator.config.again import again
from simulator.front import sweeps
from simulator.front.comparisons import Comparison
from simulator.front.composing import spoken
from simulator.front.names import place
from simulator.front.runs import Run
from simulator.front.sweeps import Sweep
from simulator.results import pair_store, store
from simulator.results.restored import restored
from simulator.sweeps.folder import MANIFEST


def load(folder: Path | str, lang: str | None = None) -> Run | Comparison | Sweep:
    """What a folder holds: a run, a comparison or a sweep, of the command or of Python.

    Tables of a run are kept with single precision, so what is worked out of them differs from the
    run itself by less than 1e-6; `run(load(folder).config)` plays it again, equal to the bit.

    Args:
        lang: of mistakes, "nl" or "en"; None = Dutch.

    Raises:
        StoreError, SweepError: nothing that is finished is there, or a file is damaged.
    """
    where = place(folder)
    with spoken(lang):
        if (where / MANIFEST).is_file():
            return sweeps.read(where)
        if not (where / store.RUN).is_file():
            said = i18n.text("store", "nothing_there", lang or "nl", folder=where)
            raise store.StoreError(said)
        if store.kind(where, lang or "nl") == store.PAIRED:
            pair = pair_store.read(where, lang or "nl")
            one, other = (again(settings) for settings in pair.settings)
            return Comparison((one, other), stored=pair)
        found = store.read(where, lang or "nl")
        config = again(found.settings)
        against = None if found.against is None else again(found.against)
        return Run(config, restored(found, config), against)
