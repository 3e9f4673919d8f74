"""The house: wings in layers, nothing in circles, arguments in bundles, sources named.

Every import counts, also one that only a type checker sees, and one inside a function.
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

# The wings, from the ground up: a folder or a file of its own. What stands on a line imports from
# lines above it and from itself; never from another wing on its own line.
WINGS = """
    version
    bounded files i18n templates
    memory
    engine
    config
    reference world
    batch
    interop measures
    results
    run
    figures sweeps training
    analysis report web
    evidence front
    cli
    __main__
"""
# The same inside the wings that people see.
# In `web` a page stands above what it shows: a team's page shows the debrief and an observer's too;
# the trainer's shared screen and rehearsal show a team's page.
INSIDE = {
    "training": """
        words glossary
        case
        game
        debrief
        views
        demo paper server
    """,
    "web": """
        addresses
        logs patience security ui
        site
        upkeep visitor
        debrief
        participant
        trainer
        projector
        routes
        app
        launch
    """,
}
# The cache of compiled code needs files; tables of logarithms are made in fifty digits.
OWN_NEEDS = ("simulator.engine.jit", "simulator.engine.jit_cache", "simulator.engine.portable_math")
TRAINS = ("training", "web", "cli", "__main__", "page")  # may import the training wing
MOST_PARAMETERS = 8
LONGEST = 60  # lines of a function

# Rooms that need an extra of pyproject.toml, and which.
EXTRAS = {
    "analysis": "analysis",
    "evidence": "analysis",
    "front": "notebook",
    "interop.pettingzoo": "learning",
    "training": "web",
    "sweeps": "cluster",
    "web": "web",
}
HEAVY = ("hydra", "matplotlib", "mesa", "omegaconf", "pyarrow", "pydantic", "rich", "click")
# Where import and distribution differ.
DISTRIBUTIONS = {
    "hydra": "hydra-core",
    "yaml": "pyyaml",
}
OWN = ("simulator", "tests", "experiments", "benchmarks")
# Used without a line that imports it: loaded by name, as a plugin or driver, or as a command.
UNIMPORTED = {
    "axe-playwright-python", "dask", "hatchling", "mypy", "psycopg", "pytest-cov", "ruff", "salib",
}  # fmt: skip


def levels(drawing: str) -> dict[str, int]:
    """The line of each name in a drawing, from the ground up."""
    return {
        name: level
        for level, line in enumerate(drawing.strip().splitlines())
        for name in line.split()
    }


LEVEL = levels(WINGS)
FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in FILES}


def wing(module: str, depth: int = 1) -> str:
    """The wing of a module; with depth 2 its room in that wing."""
    parts = module.split(".")
    return parts[depth] if len(parts) > depth else "__init__"


def imported(file: Path) -> Iterator[tuple[str, str | None]]:
    """All imports of a file, at the top or inside functions: (module, name or None)."""
    todo: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
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


def test_every_module_has_a_wing():
    homeless = sorted(m for m in MODULES if wing(m) not in LEVEL and wing(m) != "__init__")
    assert not homeless, f"draw a place for these in WINGS: {homeless}"


def upward(drawing: dict[str, int], modules: list[str], depth: int) -> list[str]:
    """Imports that do not point down in a drawing."""
    return sorted(
        f"{module} imports {target}"
        for module in modules
        for target in GRAPH[module] & set(modules)
        if wing(module, depth) != wing(target, depth)
        and drawing[wing(target, depth)] >= drawing[wing(module, depth)]
    )


def test_wings_are_layers():
    modules = [module for module in MODULES if wing(module) != "__init__"]
    assert not upward(LEVEL, modules, 1)


@pytest.mark.parametrize("name", INSIDE)
def test_rooms_of_a_wing_are_layers(name):
    modules = [m for m in MODULES if wing(m) == name and wing(m, 2) != "__init__"]
    drawing = levels(INSIDE[name])
    homeless = sorted({wing(module, 2) for module in modules} - drawing.keys())
    assert not homeless, f"draw a place for these in INSIDE: {homeless}"
    assert not upward(drawing, modules, 2)


def test_the_engine_imports_numpy_numba_and_itself():
    """The rules need no more than mathematics; the compiler's cache needs files and hashes."""
    for module, file in MODULES.items():
        if wing(module) != "engine":
            continue
        outside = {target.split(".")[0] for target, _ in imported(file)} - {"simulator"}
        own = {wing(target) for target in GRAPH[module]}
        assert own <= {"engine"}, module
        if module in OWN_NEEDS:
            outside -= set(sys.stdlib_module_names)
        assert outside <= {"collections", "math", "numba", "numpy", "typing"}, module


def test_only_those_who_train_import_the_training_wing():
    wrong = [
        f"{module} imports {target}"
        for module, targets in GRAPH.items()
        for target in targets
        if wing(target) in ("training", "web") and wing(module) not in TRAINS
    ]
    assert not wrong


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a file but commands, whose parameters are the words a user types."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            decorators = [ast.unparse(one) for one in node.decorator_list]
            if not any("command" in one or "option" in one for one in decorators):
                yield node


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Names of what a function takes, but for `self` and `cls`."""
    taken = function.args
    names = [one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_functions_are_short_and_take_few_things(module):
    for function in functions(MODULES[module]):
        where = f"{module}.{function.name}"
        assert len(parameters(function)) <= MOST_PARAMETERS, (
            f"{where}: bundle what travels together"
        )
        assert (function.end_lineno or 0) - function.lineno < LONGEST, f"{where}: cut it"


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


def test_mesa_and_matplotlib_never_come_along_with_the_engine():
    """Mesa takes a second to import and forces multiprocessing to spawn."""
    assert not reached("simulator.batch") & {"mesa", "matplotlib"}


def asked_for() -> dict[str, list[str]]:
    """The lines of pyproject.toml that ask for a distribution: core, and each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {
        where: [line for line in lines if not line.startswith("gunfactor")]
        for where, lines in asked.items()
    }


def declared() -> dict[str, set[str]]:
    """Distributions in pyproject.toml by where they are asked for."""
    return {
        where: {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines}
        for where, lines in asked_for().items()
    }


def test_what_is_asked_for_has_a_lowest_version_and_a_highest():
    """So that an old machine is told, and a version nobody tried does not come in by itself."""
    lines = {line for lines in asked_for().values() for line in lines}
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    lines |= set(build["requires"])
    form = re.compile(r"[\w-]+(\[\w+\])?>=[\d.]+,<[\d.]+")
    assert lines
    assert not sorted(line for line in lines if not form.fullmatch(line))


def test_one_distribution_has_the_same_bounds_wherever_it_is_asked_for():
    bounds: dict[str, set[str]] = {}
    for line in (line for lines in asked_for().values() for line in lines):
        bounds.setdefault(re.split(r"[<>=\[]", line)[0].lower(), set()).add(line)
    assert not [lines for lines in bounds.values() if len(lines) > 1]


def undeclared(files: list[Path], allowed: set[str]) -> list[str]:
    return sorted(
        f"{file.relative_to(ROOT)} imports {top}"
        for file in files
        for top in {target.split(".")[0] for target, _ in imported(file)}
        if top not in sys.stdlib_module_names
        and top not in OWN
        and DISTRIBUTIONS.get(top, top).lower() not in allowed
    )


def extra(module: str) -> str | None:
    """The extra that a module needs."""
    inner = module.removeprefix("simulator.")
    return EXTRAS.get(inner) or EXTRAS.get(wing(module))


def test_package_imports_only_what_it_declares():
    asked = declared()
    for name in (None, *dict.fromkeys(EXTRAS.values())):
        files = [file for module, file in MODULES.items() if extra(module) == name]
        assert not undeclared(files, asked["core"] | (asked[name] if name else set()))


@pytest.mark.parametrize("folder", ["tests", "benchmarks", "experiments"])
def test_what_stands_beside_the_package_imports_only_what_is_declared(folder):
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    assert not undeclared(files, set().union(*declared().values()))


def used(files: list[Path]) -> set[str]:
    """Distributions that files import."""
    tops = {target.split(".")[0] for file in files for target, _ in imported(file)}
    return {DISTRIBUTIONS.get(top, top).lower() for top in tops}


def test_every_declared_core_dependency_is_used():
    assert not declared()["core"] - used(FILES)


def test_every_other_distribution_is_used_or_known_to_work_unseen():
    files = [file for name in OWN for file in (ROOT / name).rglob("*.py")]
    every = {name.replace("-", "_") for name in used(files)}
    asked = set().union(*declared().values())
    unseen = {name for name in asked if name.replace("-", "_") not in every}
    assert unseen == UNIMPORTED


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
