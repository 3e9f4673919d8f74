"""A year at a time from Python: `gf.Simulation`."""

import numpy as np

import simulator as gf


def test_a_simulation_lived_a_year_at_a_time_is_the_run():
    config = gf.compose("scenario=region", years=3)
    whole = gf.run(config, runs=2, seed=5).record
    simulation = gf.Simulation(config, runs=2, seed=5)
    while not simulation.done:
        simulation.step()
        y = simulation.year - 1
        assert simulation.record is not None
        for name, values in whole.sides.items():
            assert np.array_equal(values[:, y], simulation.record.sides[name][:, y], equal_nan=True)
    assert simulation.year == 3
    assert simulation.state.sides.shape == (2, 43, 2)
    assert gf.Simulation.__doc__
