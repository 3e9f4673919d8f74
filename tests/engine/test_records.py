"""The records of the model: names that plain Python and machine code read alike, and blanks."""

import numpy as np
import pytest

from simulator.engine import acts, calendar, params, records, strategies

RECORDS = {
    f"{module.__name__}.{name}": kind
    for module in (records, params, acts, strategies, calendar)
    for name, kind in vars(module).items()
    if isinstance(kind, np.dtype) and kind.names
}


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_no_field_has_a_name_that_numpy_uses_for_itself(record):
    """`seat.size` would be 1 in plain Python, numpy's own, and the field in machine code."""
    taken = set(dir(np.record))
    assert not taken & set(RECORDS[record].names or ())


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_every_record_is_read_by_attribute(record):
    kind = RECORDS[record]
    one = np.zeros(1, kind)[0]
    assert isinstance(one, np.record)
    for name in kind.names or ():
        np.testing.assert_array_equal(getattr(one, name), one[name])


def test_a_blank_script_forces_nothing():
    script = records.blank_script(3)
    assert script.shape == (3,)
    for name in records.SCRIPT.names or ():
        values = script[name]
        assert np.isnan(values).all() if name == "maintenance" else (values == -1).all(), name


def test_blank_seats_and_ties_leave_everything_to_the_general_rules():
    seats, ties = records.blank_seats(2), records.blank_ties(2)
    for name in ("pressure", "reactivity", "mandate", "trust", "image", "reservation"):
        assert np.isnan(seats[name]).all(), name
    for name in ("strategy", "executive", "policy"):
        assert (seats[name] == -1).all(), name
    assert (seats["dilution"] == 1.0).all()
    assert (ties["script"] == -1).all()
    assert (ties["members"] == 1.0).all()
    for name in ("social", "written", "online"):
        assert np.isnan(ties[name]).all(), name


def test_the_plain_form_shares_alike_and_has_no_clauses():
    form = records.plain_forms()[0]
    assert (form.risk, form.gain) == (0.5, 0.5)
    for name in set(records.FORM.names or ()) - {"risk", "gain"}:
        assert form[name] == 0, name


def test_numbers_of_the_run_are_the_defaults_unless_overridden():
    table = params.records(3, {"pressure": [0.0, 0.1, 0.2], "discount": 0.95})
    assert table["pressure"].tolist() == [0.0, 0.1, 0.2]
    assert table["discount"].tolist() == [0.95] * 3
    for name, parameter in params.PARAMETERS.items():
        if name not in ("pressure", "discount"):
            assert (table[name] == parameter.default).all(), name


def test_a_number_that_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="presure"):
        params.records(1, {"presure": 0.1})


@pytest.mark.parametrize("name", params.PARAMETERS)
def test_every_default_lies_in_its_plausible_range_and_names_its_source(name):
    parameter = params.PARAMETERS[name]
    assert parameter.low <= parameter.default <= parameter.high
    assert parameter.low < parameter.high
    assert parameter.name == name
    assert parameter.source
    assert parameter.meaning
