"""How Hydra reads a user's own folder: by the one reader of YAML, and by the names it gives."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.errors import HydraException
from hydra.plugins.config_source import ConfigLoadError, ConfigResult, ConfigSource
from omegaconf import OmegaConf

from simulator.config import spelling, yaml_reader

SCHEME = "gunfactor"


def searchpath(folders: Sequence[Path]) -> list[str]:
    """The setting of Hydra by which it looks in a user's own folders; empty for none."""
    Plugins.instance().register(OwnFiles)
    places = [f"'{SCHEME}://{quote(str(folder.resolve()))}'" for folder in folders]
    return [f"hydra.searchpath=[{','.join(places)}]"] if places else []


class OwnFiles(ConfigSource):
    """A folder of a user; its address is percent-encoded, so it may have any name."""

    def __init__(self, provider: str, path: str) -> None:
        super().__init__(provider, path)
        self.folder = Path(unquote(self.path))

    @staticmethod
    def scheme() -> str:
        """What its addresses begin with."""
        return SCHEME

    def _file(self, config_path: str) -> Path | None:
        group, _, name = config_path.removesuffix(".yaml").rpartition("/")
        wanted = spelling.name(name)
        for file in yaml_reader.files_in(self.folder / group):
            if spelling.name(file.stem) == wanted:
                return file
        return None

    def load_config(self, config_path: str) -> ConfigResult:
        """One file.

        Raises:
            ConfigLoadError: there is none.
            UnreadableError: it is no YAML.
        """
        file = self._file(config_path)
        if file is None:
            raise ConfigLoadError(f"Config not found: {config_path}")
        text = yaml_reader.text(file)
        return ConfigResult(
            config=OmegaConf.create(yaml_reader.parsed(text, file)),
            path=f"{SCHEME}://{self.path}",
            provider=self.provider,
            header=_header(text),
        )

    def available(self) -> bool:
        """Is the folder there?"""
        return self.folder.is_dir()

    def is_group(self, config_path: str) -> bool:
        """Is there a folder of that name?"""
        return (self.folder / config_path).is_dir()

    def is_config(self, config_path: str) -> bool:
        """Is there a file of that name?"""
        return self._file(config_path) is not None

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """Names of files, of folders, or both."""
        here = self.folder / config_path
        folders = [each.name for each in here.iterdir() if each.is_dir()]
        names = [spelling.name(file.stem) for file in yaml_reader.files_in(here)]
        if results_filter is not None:
            return sorted(set(folders if results_filter is ObjectType.GROUP else names))
        return sorted({*folders, *names})


def _header(text: str) -> dict[str, str | None]:
    """What the first lines say to Hydra, such as `# @package _global_`."""
    try:
        return dict(ConfigSource._get_header_dict(text[:512]))
    except ValueError as error:  # `# @package` and nothing
        raise HydraException(str(error)) from None
