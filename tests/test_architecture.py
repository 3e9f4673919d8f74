"""The rooms of the house: imports point down, nothing runs in circles, sources are named.

A new module gets its place in `ROOMS`, the one drawing of the house that cannot go stale.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "simulator"

# From the faces that people touch down to the ground. A room imports from lower lines only,
# never from another room on its own line. A name stands for the module or the whole folder.
ROOMS = """
    __main__
    cli
    evidence
    outcomes.compare report web
    analysis outcomes.summary
    demo environment figures outcomes rooms store sweeps
    exercise
    measures model outcomes.groups outcomes.soundness outcomes.survey outcomes.tables
    outcomes.endings
    agents batch
    year
    institutions.reopener world
    configuration delivery evaluation scripts season seats
    bargain institutions network start talk
    configuration.problems configuration.schema reference rules theory
    chance configuration.catalogue configuration.parties
    configuration.pieces memory
    acts calendar configuration.written outcomes.intervals params state strategies texts
    jit
    bounded jit_cache version whole
"""
# Rooms that need an extra of pyproject.toml, and which.
EXTRAS = {
    "analysis": "analysis",
    "demo": "web",
    "environment": "learning",
    "evidence": "analysis",
    "rooms": "web",
    "sweeps": "cluster",
    "web": "web",
}
ENGINE = ("batch", "year", "season", "institutions", "rules", "chance", "jit")
HEAVY = ("hydra", "matplotlib", "mesa", "omegaconf", "pyarrow", "pydantic", "rich", "click")
# Where import and distribution differ, or one comes with the other.
DISTRIBUTIONS = {
    "aiohttp": "nicegui",
    "fastapi": "nicegui",
    "hydra": "hydra-core",
    "starlette": "nicegui",
    "yaml": "pyyaml",
}
OWN = ("simulator", "tests", "experiments")

LEVEL = {
    room: level
    for level, line in enumerate(reversed(ROOMS.strip().splitlines()))
    for room in line.split()
}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in FILES}


def room(module: str) -> str:
    """The room of a module: its own place in the drawing, or that of its folder."""
    inner = module.removeprefix("simulator").removeprefix(".")
    return inner if inner in LEVEL else inner.split(".")[0] or "__init__"


def imported(file: Path) -> Iterator[tuple[str, str | None]]:
    """All imports of a file, at the top or inside functions: (module, name or None)."""
    todo: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue  # a name for the reader; nothing is loaded
        todo.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def own_imports(module: str) -> set[str]:
    """The modules of the package that `module` imports."""
    found = set()
    for target, name in imported(MODULES[module]):
        if target.split(".")[0] == "simulator":
            inner = f"{target}.{name}"
            found.add(inner if inner in MODULES else target)
    return found


GRAPH = {module: own_imports(module) for module in MODULES}


def test_every_module_has_a_room():
    homeless = sorted(m for m in MODULES if room(m) not in LEVEL and room(m) != "__init__")
    assert not homeless, f"draw a place for these in ROOMS: {homeless}"


def test_imports_point_down():
    wrong = [
        f"{module} imports {target}"
        for module, targets in GRAPH.items()
        for target in targets
        if room(module) != "__init__"
        and room(module) != room(target)
        and LEVEL[room(target)] >= LEVEL[room(module)]
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_imports_the_top_of_the_package():
    wrong = [module for module, targets in GRAPH.items() if "simulator" in targets]
    assert not wrong


def test_no_import_runs_in_a_circle():
    left = {module: set(targets) for module, targets in GRAPH.items()}
    while free := [module for module, targets in left.items() if not targets & left.keys()]:
        for module in free:
            del left[module]
    assert not left, f"these import each other: {sorted(left)}"


def test_names_are_imported_from_the_module_that_defines_them():
    wrong = []
    for module, file in MODULES.items():
        for target, name in imported(file):
            if target not in MODULES or name is None or f"{target}.{name}" in MODULES:
                continue
            if name not in defined(target):
                wrong.append(f"{module} takes {name} from {target}, which does not define it")
    assert not wrong, "\n".join(wrong)


def defined(module: str) -> set[str]:
    """Names that a module binds at its top level, and imports that it offers in `__all__`."""
    names: set[str] = set()
    for node in ast.parse(MODULES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names |= set(ast.literal_eval(node.value))
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            names |= {
                inner.id
                for inner in ast.walk(node)
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
            }
    return names


def test_only_the_top_init_has_code():
    full = [
        str(file.relative_to(ROOT))
        for file in FILES
        if file.name == "__init__.py" and file.parent != PACKAGE and file.read_text().strip()
    ]
    assert not full


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_opens_with_a_sentence(module):
    file = MODULES[module]
    if file.name == "__init__.py" and file.parent != PACKAGE:
        return
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert said, f"{module}: open with one sentence that says what the file is"


def reached(module: str) -> set[str]:
    """Everything from outside that comes along when `module` is imported."""
    seen, todo, outside = set(), [module], set()
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(GRAPH[here])
            outside |= {target.split(".")[0] for target, _ in imported(MODULES[here])}
    return outside - {"simulator"}


@pytest.mark.parametrize("module", sorted(m for m in MODULES if room(m) in ENGINE))
def test_the_engine_knows_no_configs_figures_or_screens(module):
    direct = {target.split(".")[0] for target, _ in imported(MODULES[module])}
    assert not direct & set(HEAVY)


def test_mesa_and_matplotlib_never_come_along_with_the_engine():
    """Mesa takes a second to import and forces multiprocessing to spawn."""
    assert not reached("simulator.batch") & {"mesa", "matplotlib"}


def declared() -> dict[str, set[str]]:
    """Distributions in pyproject.toml by where they are asked for: core, and each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {
        where: {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines} - {"gunfactor"}
        for where, lines in asked.items()
    }


def undeclared(files: list[Path], allowed: set[str]) -> list[str]:
    return sorted(
        f"{file.relative_to(ROOT)} imports {top}"
        for file in files
        for top in {target.split(".")[0] for target, _ in imported(file)}
        if top not in sys.stdlib_module_names
        and top not in OWN
        and DISTRIBUTIONS.get(top, top).lower() not in allowed
    )


def test_package_imports_only_what_it_declares():
    asked = declared()
    core = [file for file in FILES if room(module_name(file)) not in EXTRAS]
    assert not undeclared(core, asked["core"])
    for name, extra in EXTRAS.items():
        files = [file for file in FILES if room(module_name(file)) == name]
        assert not undeclared(files, asked["core"] | asked[extra])


def test_tests_import_only_what_is_declared():
    asked = declared()
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert not undeclared(tests, set().union(*asked.values()))


def test_every_declared_core_dependency_is_used():
    used = {
        DISTRIBUTIONS.get(top, top).lower()
        for file in FILES
        for top in {target.split(".")[0] for target, _ in imported(file)}
    }
    assert not declared()["core"] - used


KEY = re.compile(r"\[([A-Z][A-Za-z]+\d{4}[a-z]?)\]")


def keys_in(file: Path) -> set[str]:
    return set(KEY.findall(file.read_text(encoding="utf-8")))


def test_every_reference_is_in_the_bibliography():
    known = keys_in(ROOT / "docs" / "bibliography.md")
    citing = [
        file
        for folder in ("simulator", "configs", "experiments", "tests", "docs")
        for kind in ("*.py", "*.yaml", "*.md")
        for file in (ROOT / folder).rglob(kind)
        if file.name != "bibliography.md"
    ]
    missing = {
        f"{file.relative_to(ROOT)}: [{key}]" for file in citing for key in keys_in(file) - known
    }
    assert citing
    assert not missing, "add these to docs/bibliography.md: " + ", ".join(sorted(missing))


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["--version"], ["completion", "fish"]]
)
def test_help_loads_nothing_heavy(words):
    """Neither the engine nor figures nor Hydra for a help text: it must answer at once."""
    script = (
        "import sys\n"
        "from simulator.cli.main import main\n"
        f"main({words!r})\n"
        f"print('LOADED', *(set(sys.modules) & {{'mesa', 'numba', 'matplotlib', 'hydra', "
        "'numpy', 'pyarrow', 'pydantic', 'networkx'}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.splitlines()[-1].split() == ["LOADED"]
