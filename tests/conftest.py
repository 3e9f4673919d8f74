"""What all tests share."""

from hypothesis import settings

# The first example compiles the rules, so no deadline; the same examples on every machine.
settings.register_profile("gunfactor", deadline=None, derandomize=True)
settings.load_profile("gunfactor")
