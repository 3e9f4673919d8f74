"""The portable functions beside true values in 60 digits, at their edges, and to the bit."""

import hashlib
import math
import os
import random
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

from simulator.engine import portable_math as portable
from tests import compiled

ROOT = Path(__file__).parents[2]
DIGITS = 60
COUNT = 3000  # points in each range
# Every bit of many answers. If this changes, every result of the model may change with it.
BITS = "e878f91480683cac"

FUNCTIONS: dict[str, tuple[Callable, Callable]] = {
    "exp": (portable.exp, math.exp),
    "log": (portable.log, math.log),
    "power": (portable.power, math.pow),
    "cos": (portable.cos, math.cos),
}


def pi() -> Decimal:
    """π from Machin's formula, 16 arctan(1/5) - 4 arctan(1/239)."""

    def arctan(inverse: int) -> Decimal:
        term = total = 1 / Decimal(inverse)
        for odd in range(3, 250, 2):
            term /= -inverse * inverse
            total += term / odd
        return total

    with localcontext() as context:
        context.prec = DIGITS + 30
        return 16 * arctan(5) - 4 * arctan(239)


PI = pi()


def cosine(x: float) -> Decimal:
    """The cosine, reduced by the nearest multiple of π / 2, from Taylor's series."""
    with localcontext() as context:
        context.prec = DIGITS + 20
        quarters = int((Decimal(x) / (PI / 2)).to_integral_value())
        rest = Decimal(x) - quarters * PI / 2
        order = quarters % 2  # an odd number of quarters makes a sine of it
        term = total = rest if order else Decimal(1)
        while abs(term) > Decimal(10) ** -DIGITS * abs(total):
            term *= -rest * rest / ((order + 1) * (order + 2))
            total += term
            order += 2
        return total if quarters % 4 in (0, 3) else -total


TRUE: dict[str, Callable[..., Decimal]] = {
    "exp": lambda x: Decimal(x).exp(),
    "log": lambda x: Decimal(x).ln(),
    "power": lambda x, y: (Decimal(y) * Decimal(x).ln()).exp(),
    "cos": cosine,
}


def uniform(low: float, high: float) -> Iterable[float]:
    chance = random.Random(f"{low} {high}")
    return [chance.uniform(low, high) for _ in range(COUNT)]


def magnitudes(low: int, high: int) -> Iterable[float]:
    """Numbers whose power of 2 is drawn first."""
    chance = random.Random(f"2 {low} {high}")
    return [math.ldexp(chance.uniform(1.0, 2.0), chance.randrange(low, high)) for _ in range(COUNT)]


def beside(x: float) -> list[float]:
    """A number and its nearest neighbours."""
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


def alone(numbers: Iterable[float]) -> list[tuple[float]]:
    return [(x,) for x in numbers]


def rounded_log(x: float) -> float:
    """The same on every machine, as points must be; `math.log` is not."""
    with localcontext() as context:
        context.prec = 25
        return float(Decimal(x).ln())


def reaching(low: float, high: float, bases: Iterable[float]) -> list[tuple[float, float]]:
    """Bases with exponents such that the logarithm of the power is between low and high."""
    chance = random.Random(f"{low} {high}")
    pairs = [(x, chance.uniform(low, high) / rounded_log(x)) for x in bases if x != 1.0]
    return [(x, y) for x, y in pairs if math.isfinite(y)]


def near_one() -> list[float]:
    return [1.0 + sign * x for sign in (1, -1) for x in magnitudes(-52, -6)]


# What is measured: the function, its points, and the largest error allowed, in units of the last
# place. The docstring of `portable_math` states the same bounds.
SEAMS = [(k + 0.5) * rounded_log(2.0) / portable.STEPS for k in range(-1000, 1000)]
ZEROS = [x for n in range(326) for x in beside(float(n * PI / 4))]
RANGES: dict[str, tuple[str, list[tuple], float]] = {
    "exp: tension, future value, imitation": ("exp", alone(uniform(-50.0, 50.0)), 0.56),
    "exp: near 0": ("exp", alone([s * x for s in (1, -1) for x in magnitudes(-70, 0)]), 0.56),
    "exp: where one row meets the next": ("exp", alone(SEAMS), 0.56),
    "exp: all that has all its bits": ("exp", alone(uniform(-708.39, 709.78)), 0.56),
    "exp: down to the least": ("exp", alone(uniform(-745.13, -708.39)), 0.8),
    "log: what chance draws": ("log", alone(uniform(1e-10, 1.0)), 0.53),
    "log: the cube of a gamma draw": ("log", alone(uniform(1e-3, 300.0)), 0.53),
    "log: near 1": ("log", alone(near_one()), 0.53),
    "log: everywhere": ("log", alone(magnitudes(-1074, 1024)), 0.53),
    "power: a concession": (
        "power",
        [(t / r, 1.0 / b) for t in range(1, 41) for r in range(t + 1, 42) for b in (0.02, 0.4, 3)],
        0.56,
    ),
    "power: a discount of whole years": (
        "power",
        [(x, float(n)) for x in uniform(0.5, 0.999) for n in (1, 3, 30)],
        0.56,
    ),
    "power: a gamma draw": (
        "power",
        [(x, 1.0 / s) for x in uniform(1e-10, 1.0) for s in (0.05, 1, 9)],
        0.56,
    ),
    "power: any base": ("power", reaching(-708.3, 709.7, magnitudes(-1074, 1024)), 0.56),
    "power: bases near 1": ("power", reaching(-708.3, 709.7, near_one()), 0.56),
    "power: down to the least": ("power", reaching(-745.1, -708.4, uniform(0.0, 3.0)), 0.8),
    "cos: one circle": ("cos", alone(uniform(0.0, 2.0 * math.pi)), 0.8),
    "cos: all it answers": ("cos", alone(uniform(-256.0, 256.0)), 0.8),
    "cos: zeros, extremes and half-way": ("cos", alone(ZEROS), 0.8),
    "cos: near 0": ("cos", alone(magnitudes(-60, 0)), 0.8),
}


def units_off(found: float, true: Decimal) -> float:
    """How many units of the last place of the true value."""
    return float(abs(Decimal(found) - true) / Decimal(math.ulp(float(true))))


@pytest.mark.parametrize("name", RANGES)
def test_the_error_is_well_below_one_unit_of_the_last_place(name):
    which, points, most = RANGES[name]
    own, true = FUNCTIONS[which][0], TRUE[which]
    with localcontext() as context:
        context.prec = DIGITS
        worst = max((units_off(own(*point), true(*point)), point) for point in points)
    assert worst[0] <= most, f"{name}: {worst[0]:.3f} units off at {worst[1]}"
    assert worst[0] > 0.4, "a measure that finds no error measures nothing"


def test_a_true_value_is_true():
    """The measure itself, beside values from elsewhere."""
    with localcontext() as context:
        context.prec = DIGITS
        assert str(PI).startswith("3.14159265358979323846264338327950288419716939937510")
        assert abs(cosine(float(PI / 3)) - Decimal("0.5")) < Decimal("1e-15")
        assert abs(TRUE["exp"](1.0) - Decimal("2.718281828459045235360287471352662498")) < 1e-35
        assert abs(TRUE["power"](2.0, 0.5) ** 2 - 2) < Decimal("1e-55")


EDGES = [0.0, 5e-324, 1e-310, 2.0**-1022, 1e-20, 0.5, 1.0, 2.0, 3.0, 2.5, 700.0, 1e18, 1.7e308]
EDGES = [sign * x for x in [*EDGES, math.inf] for sign in (1.0, -1.0)] + [math.nan]


def of_math(function: Callable, *values: float) -> float:
    """What `math` says; where it raises, what its sister in NumPy gives."""
    sister = {math.exp: np.exp, math.log: np.log, math.pow: np.power}[function]
    try:
        return function(*values)
    except (ValueError, OverflowError):
        with np.errstate(all="ignore"):
            return float(sister(*(np.float64(value) for value in values)))


def alike(one: float, other: float) -> bool:
    """The same special number or the same sign of zero, and otherwise as near as rounding."""
    if math.isnan(other):
        return pattern(one) == pattern(math.nan)
    if other == 0.0 or math.isinf(other):
        return pattern(one) == pattern(other)
    return abs(one - other) <= math.ulp(other)


def pattern(x: float) -> bytes:
    return struct.pack("<d", x)


@pytest.mark.parametrize("name", ["exp", "log"])
@pytest.mark.parametrize("x", [*EDGES, -800.0, 800.0, 709.78, 709.79, -745.13, -745.14, -746.5])
def test_at_the_edges_it_does_as_math_does(name, x):
    own, library = FUNCTIONS[name]
    assert alike(own(x), of_math(library, x))


@pytest.mark.parametrize("x", [*EDGES, 0.3, -0.3, 0.99999])
def test_at_the_edges_a_power_does_as_math_does(x):
    for y in [*EDGES, 2.0**53, 2.0**53 - 1.0, -5.0]:
        assert alike(portable.power(x, y), of_math(math.pow, x, y)), y


def test_exact_powers_are_exact():
    for x in [*uniform(0.0, 5.0), *magnitudes(-1074, 1024)]:
        assert portable.power(x, 1.0) == x
        assert portable.power(x, 0.0) == portable.power(1.0, x) == 1.0
    for n in range(-1074, 1024):
        assert portable.power(2.0, float(n)) == math.ldexp(1.0, n)
    assert portable.power(3.0, 4.0) == 81.0
    assert portable.power(0.25, 0.5) == 0.5
    assert [portable.exp(0.0), portable.exp(-0.0), portable.log(1.0)] == [1.0, 1.0, 0.0]


@pytest.mark.parametrize("x", [256.1, -256.1, 1e5, 1e300, math.inf, -math.inf, math.nan])
def test_cos_refuses_what_it_cannot_answer(x):
    assert pattern(portable.cos(x)) == pattern(math.nan)


def test_cos_is_even_and_knows_its_extremes():
    assert [portable.cos(x) for x in (0.0, -0.0, 5e-324, 1e-9)] == [1.0] * 4
    assert portable.cos(math.pi) == portable.cos(-math.pi) == -1.0
    assert portable.cos(2.0 * math.pi) == 1.0
    assert all(portable.cos(x) == portable.cos(-x) for x in uniform(0.0, 256.0))


def test_a_larger_argument_never_gives_a_smaller_answer():
    for name, low, high in (("exp", -5.0, 5.0), ("log", 0.5, 2.0)):
        values = [FUNCTIONS[name][0](x) for x in np.linspace(low, high, 20_001)]
        assert values == sorted(values)


def test_whole_numbers_and_records_may_be_given():
    assert portable.exp(1) == portable.exp(1.0)
    assert portable.power(2, 3) == 8.0
    assert portable.log(np.float64(2.0)) == portable.log(2.0)
    assert type(portable.cos(np.float64(2.0))) is float


def test_what_should_be_exact_is_exact():
    """The sums and products that the file calls exact, in fractions."""
    for x in [*magnitudes(-1022, 1024), *near_one(), 1.0, 2.0**-1022, 1.7e308]:
        n, i, r, low = portable.reduced(x)
        whole = (1 + Fraction(r) + Fraction(low)) * Fraction(2) ** n
        assert whole == Fraction(x) * Fraction(float(portable.LOGS[i, 0]))
        assert abs(r) <= 0.0093
        assert r + low == r
    for n in range(-1100, 1100):
        for row in range(portable.ROWS):
            first = float(portable.LOGS[row, 1])
            assert Fraction(n * portable.LN_2 + first) == n * Fraction(portable.LN_2) + Fraction(
                first
            )
    for n in range(-164, 165):
        for part in (portable.QUARTER, portable.QUARTER_LOW):
            assert Fraction(n * part) == n * Fraction(part)


def test_what_each_series_leaves_out_is_too_little_to_see():
    """The first term left out, as a part of a unit of the last place of the whole."""
    unit, quarter = 2.0**-53, math.pi / 4.0
    assert (math.log(2.0) / 64.0) ** 7 / math.factorial(7) < unit / 20.0
    reduced, exponent = 0.0093, 745.0
    assert reduced**10 / 11.0 * exponent < unit / 300.0
    assert quarter**18 / math.factorial(18) < unit / 30.0
    assert quarter**18 / math.factorial(19) < unit / 400.0


def test_the_largest_error_of_a_step_of_the_tables():
    with localcontext() as context:
        context.prec = DIGITS
        for j in range(portable.STEPS):
            value, lack = (Decimal(float(x)) for x in portable.POWERS[j])
            assert abs(value * (1 + lack) / Decimal(2) ** (Decimal(j) / 32) - 1) < Decimal("1e-31")
        for inverse, first, rest in portable.LOGS:
            exact = -Decimal(float(inverse)).ln()
            assert abs(Decimal(float(first)) + Decimal(float(rest)) - exact) < Decimal("1e-29")


def answers() -> str:
    """A digest of the bits of many answers of each function."""
    digest = hashlib.blake2b(digest_size=8)
    for which, points, _ in RANGES.values():
        for point in points:
            digest.update(pattern(FUNCTIONS[which][0](*point)))
    for name in ("exp", "log", "cos"):
        for x in EDGES:
            digest.update(pattern(FUNCTIONS[name][0](x)))
    for x in EDGES:
        for y in EDGES:
            digest.update(pattern(portable.power(x, y)))
    return digest.hexdigest()


def test_every_machine_gives_these_bits():
    assert answers() == BITS


def test_plain_python_gives_the_same_bits_as_machine_code():
    off = "0" if numba.config.DISABLE_JIT else "1"
    said = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.engine.test_portable_math"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_DISABLE_JIT": off},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout == answers()


needs_machine_code = pytest.mark.skipif(
    bool(numba.config.DISABLE_JIT), reason="nothing is compiled"
)


@needs_machine_code
def test_the_machine_code_calls_no_c_function_and_fuses_nothing():
    found = compiled.foreign()
    assert {name.rsplit(".", 1)[1] for name in found} >= set(FUNCTIONS)
    assert not {name: what for name, what in found.items() if what}


def probe(source: Callable, *values: float, **settings: Any) -> set[str]:
    rule = numba.njit(error_model="numpy", **settings)(source)
    rule(*values)
    return compiled.called(rule)


@needs_machine_code
def test_the_reader_of_machine_code_sees_what_is_called():
    assert probe(lambda x: math.exp(x) + math.log(x), 0.5) == {"exp", "log"}
    assert probe(lambda x: math.pow(x, 0.3) * math.cos(x), 0.5) == {"pow", "cos"}
    assert probe(lambda x, y: x % y, 0.5, 0.3) == {"fmod"}
    assert probe(lambda x: math.sqrt(x) + abs(x) + min(x, 2.0) + int(x), 0.5) == set()


@needs_machine_code
def test_the_reader_of_machine_code_refuses_what_it_cannot_read(tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))

    def halved(x):
        return 0.5 * x

    first, second = (numba.njit(cache=True)(halved) for _ in range(2))
    assert first(1.0) == second(1.0)
    assert compiled.called(first) == set()
    with pytest.raises(ValueError, match="cache"):
        compiled.called(second)


@pytest.mark.parametrize("line", ["vfmadd213sd %xmm0", "vfnmsub231pd x", "fmadd d0, d1", "fmla v0"])
def test_a_fused_operation_is_recognised(line):
    assert compiled.FUSED.search(line)
    assert not compiled.FUSED.search("vmulsd %xmm0 vaddsd fmul d0 fadd d0 vsubpd fmsubword")


def test_the_source_has_no_power_and_no_function_of_the_library():
    """`v ** 3` rounds otherwise in plain Python; a constant such as `2.0**52` is exact."""
    text = Path(portable.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r"\bmath\.(\w+)", text.split('"""', 2)[2])) == {"inf", "nan"}
    rules = text[text.index("@rule") :]
    assert set(re.findall(r"([\w.)]+) ?\*\*", rules)) == {"2.0"}


if __name__ == "__main__":
    sys.stdout.write(answers())
