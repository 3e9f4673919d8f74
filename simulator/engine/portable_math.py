"""exp, log, power and cos that give the same bits everywhere.

Those of the C library differ in their last bit from one library or processor to the next, and one
bit can send a talk another way. These are made of + - x /, comparisons and whole numbers only,
which IEEE 754 fixes to the bit: the same on every machine, in plain Python and in WebAssembly.

Each reduces its argument to a small one by a table, and sums the first terms of a Taylor series.
No coefficient is fitted: tables, 1/n and 1/n! follow from mathematics alone, in 50 digits.

    function  error below, in units of the last place
    exp       0.56; 0.8 where the result is subnormal, below 2^-1022
    log       0.53
    power     0.56; 0.8 where the result is subnormal
    cos       0.8 for |x| <= 256, about 40 circles; NaN beyond

`tests/engine/test_portable_math.py` measures these. At the edges they do as `math` does where no
error is raised: log(0) = -inf, log(-1) = NaN, exp(800) = inf, power(0, -1) = inf, power(x, 0) = 1.
A NaN that comes out is always the same one. `math.sqrt` may be used: IEEE 754 fixes it as well.
"""

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

import numpy as np

from simulator.engine.jit import rule

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
COS_RANGE = 256.0  # cos answers up to here
ROUNDER = 1.5 * 2.0**52  # added to a number, it leaves the nearest whole number in the last bits
ROUNDER_BITS = 0x4338000000000000
STEPS = 32  # of exp: parts of a factor 2
SMALLEST = 2.0**-1022  # that has all its bits
ROWS = 64  # of log: parts of a factor 2, equal in their bits
ROW = 52 - 6  # bits within a row
FIRST = 0x3FF0000000000000 - (38 << ROW) - (2 << ROW) // 3  # bits where row 0 begins: .698
LOW_27 = -(1 << 27)  # keeps the first 26 bits of a number: the product of two such is exact
LOW_10 = -(1 << 10)


def split(value: Decimal, *bits: int) -> list[float]:
    """A number as a sum of doubles: multiples of 2^-bits for each of `bits`, and what is left."""
    parts = []
    for places in bits:
        part = int((value * 2**places).to_integral_value()) / 2**places
        parts.append(part)
        value -= Decimal(part)
    return [*parts, float(value)]


def tables() -> tuple[np.ndarray, np.ndarray, list[list[float]]]:
    """Powers of 2, logarithms, and ln 2 / 32, ln 2 and pi / 2 in parts.

    Returns:
        [32, 2]: 2^(j / 32) as a double, and what it lacks as a part of itself.
        [64, 3]: for the middle of each row an inverse of at most 10 bits, and minus the logarithm
            of that inverse in two parts, the first a multiple of 2^-42.
    """
    with localcontext(Context(prec=50, rounding=ROUND_HALF_EVEN)):
        ln_2 = Decimal(2).ln()
        powers, logs = np.zeros((STEPS, 2)), np.zeros((ROWS, 3))
        for j in range(STEPS):
            exact = (ln_2 * j / STEPS).exp()
            powers[j] = float(exact), float(exact / Decimal(float(exact)) - 1)
        for i in range(ROWS):
            ends = np.array([FIRST + (i << ROW), FIRST + (i + 1 << ROW)]).view(np.float64)
            inverse = round(512 / ends.mean()) / 512
            logs[i] = inverse, *split(-Decimal(inverse).ln(), 42)
        return powers, logs, [split(ln_2 / STEPS, 41), split(ln_2, 42), split(PI / 2, 43, 87)]


POWERS, LOGS, ((STEP, STEP_LOW), (LN_2, LN_2_LOW), (QUARTER, QUARTER_LOW, QUARTER_LEAST)) = tables()


@rule
def bits_of(x):
    """The 64 bits of a double as a whole number."""
    return int(np.float64(x).view(np.int64))


@rule
def double(bits):
    """The double that has these 64 bits."""
    return float(np.int64(bits).view(np.float64))


@rule
def power_of_2(n):
    """2^n for n from -1022 to 1023."""
    return double((n + 1023) << 52)


@rule
def raised(x, low, sign):
    """sign exp(x + low) for |x| <= 746 and |low| <= |x| 2^-15.

    x = (32 n + j) ln 2 / 32 + r, so exp(x) = 2^n 2^(j / 32) exp(r) with |r| <= .011.
    """
    shifted = (x + low) * (1.0 / STEP) + ROUNDER
    step = shifted - ROUNDER
    whole = bits_of(shifted) - ROUNDER_BITS
    n, j = whole >> 5, whole & 31
    r = (x - step * STEP) + (low - step * STEP_LOW)
    r2 = r * r
    series = (0.5 + r * (1.0 / 6.0)) + r2 * ((1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0))
    more = (float(POWERS[j, 1]) + r) + r2 * series
    part = sign * float(POWERS[j, 0])
    if -960 <= n <= 1022:
        part = part * power_of_2(n)
        return part + part * more
    half = n >> 1
    return (part + part * more) * power_of_2(half) * power_of_2(n - half)


@rule
def exp(x):
    """e to the power x."""
    x = float(x)
    if -746.0 <= x <= 710.0:
        return raised(x, -0.0, 1.0)
    if x > 0.0:
        return math.inf
    return 0.0 if x < 0.0 else math.nan


@rule
def reduced(x):
    """(n, i, r, low): x = 2^n (1 + r + low) / inverse of row i, for x from 2^-1022 up.

    r + low is exact and r its nearest double; |r| <= .0093.
    """
    bits = bits_of(x)
    above = bits - FIRST
    n, i = above >> 52, (above >> ROW) & (ROWS - 1)
    bits -= n << 52
    high = double(bits & LOW_10)
    inverse = float(LOGS[i, 0])
    first, last = high * inverse - 1.0, (double(bits) - high) * inverse  # both exact
    r = first + last
    return n, i, r, (first - r) + last


@rule
def series_of_log(r):
    """(log(1 + r) - r + r^2 / 2) / r^3, the first eight terms."""
    r2 = r * r
    first = (1.0 / 3.0 - r * 0.25) + r2 * (0.2 - r * (1.0 / 6.0))
    last = (1.0 / 7.0 - r * 0.125) + r2 * (1.0 / 9.0 - r * 0.1)
    return first + (r2 * r2) * last


@rule
def log(x):
    """The natural logarithm."""
    x = float(x)
    less = 0
    if not SMALLEST <= x < math.inf:
        if not 0.0 < x < math.inf:
            if x == 0.0:
                return -math.inf
            return math.inf if x > 0.0 else math.nan
        x, less = x * 2.0**52, 52
    n, i, r, low = reduced(x)
    n -= less
    known = n * LN_2 + float(LOGS[i, 1])  # exact
    total = known + r
    lost = ((known - total) + r) + (low + (n * LN_2_LOW + float(LOGS[i, 2])))
    r2 = r * r
    return total + ((lost - 0.5 * r2) + (r2 * r) * series_of_log(r))


@rule
def log_in_two(x, less):
    """log(x / 2^less) as a sum of two doubles, to 2^-64 of itself, for x from 2^-1022 up."""
    n, i, r, low = reduced(x)
    n -= less
    known = n * LN_2 + float(LOGS[i, 1])  # exact
    first = known + r
    lost = ((known - first) + r) + (low + (n * LN_2_LOW + float(LOGS[i, 2])))
    head = double(bits_of(r) & LOW_27)
    square = head * head * 0.5  # exact
    rest = ((r - head) + low) * (r + head) * 0.5
    second = first - square
    return second, r * r * r * series_of_log(r) + ((((first - second) - square) + lost) - rest)


@rule
def parity(y):
    """1 for an odd whole number, 2 for an even one, 0 for any other number."""
    size = abs(y)
    if size >= 2.0**53:
        return 2
    whole = int(size)
    return 2 - (whole & 1) if whole == size else 0


@rule
def special(x, y):
    """x^y where x is 0, or one of them is infinite or NaN."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if x != x or y != y:
        return math.nan
    size = abs(x)
    if size == 1.0:
        return 1.0
    value = math.inf if (size > 1.0) == (y > 0.0) else 0.0
    return -value if parity(y) == 1 and bits_of(x) < 0 else value


@rule
def power(x, y):
    """x to the power y: exp(y log(x)), with log(x) and the product in two doubles each."""
    x, y = float(x), float(y)
    sign, less = 1.0, 0
    if not (SMALLEST <= x < math.inf and abs(y) < math.inf):
        if x == 0.0 or not (abs(x) < math.inf and abs(y) < math.inf):
            return special(x, y)
        if x < 0.0:
            whole = parity(y)
            if whole == 0:
                return math.nan
            x, sign = -x, -1.0 if whole == 1 else 1.0
        if x < SMALLEST:
            x, less = x * 2.0**52, 52
    log_high, log_low = log_in_two(x, less)
    about = y * log_high
    if not abs(about) < 746.0:
        return sign * math.inf if about > 0.0 else sign * 0.0
    y_head = double(bits_of(y) & LOW_27)
    log_head = double(bits_of(log_high) & LOW_27)
    log_rest = (log_high - log_head) + log_low
    high = y_head * log_head  # exact
    return raised(high, (y - y_head) * log_head + y * log_rest, sign)


@rule
def cos(x):
    """The cosine of x in radians, |x| <= 256; NaN beyond.

    x = n pi / 2 + r + low with |r| <= pi / 4; an odd n makes a sine of it.
    """
    x = float(x)
    if not abs(x) <= COS_RANGE:
        return math.nan
    shifted = x * (1.0 / QUARTER) + ROUNDER
    step = shifted - ROUNDER
    n = bits_of(shifted) - ROUNDER_BITS
    near = x - step * QUARTER  # exact, as the products are
    lower = step * QUARTER_LOW
    high = near - lower
    lower = step * QUARTER_LEAST - ((near - high) - lower)
    r = high - lower
    low = (high - r) - lower
    z = r * r
    value = sine(r, low, z) if n & 1 else cosine(r, low, z)
    return -value if (n + 1) & 2 else value


@rule
def cosine(r, low, z):
    """cos(r + low) for |r| <= pi / 4, z = r^2: Taylor up to r^16."""
    z2 = z * z
    first = (1.0 / 24.0 - z * (1.0 / 720.0)) + z2 * (1.0 / 40320.0 - z * (1.0 / 3628800.0))
    last = (1.0 / 479001600.0 - z * (1.0 / 87178291200.0)) + z2 * (1.0 / 20922789888000.0)
    half = 0.5 * z
    top = 1.0 - half
    return top + (((1.0 - top) - half) + (z2 * (first + (z2 * z2) * last) - r * low))


@rule
def sine(r, low, z):
    """sin(r + low) for |r| <= pi / 4, z = r^2: Taylor up to r^17."""
    z2 = z * z
    first = (1.0 / 120.0 - z * (1.0 / 5040.0)) + z2 * (1.0 / 362880.0 - z * (1.0 / 39916800.0))
    last = (1.0 / 6227020800.0 - z * (1.0 / 1307674368000.0)) + z2 * (1.0 / 355687428096000.0)
    cubic = z * (first + (z2 * z2) * last) - 1.0 / 6.0
    return r + (r * z * cubic + low * (1.0 - 0.5 * z))
