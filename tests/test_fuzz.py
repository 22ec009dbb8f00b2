"""The first cases of ``make fuzz``, which runs 50,000."""

from fuzz import faults


def test_damaged_files_give_rows_or_a_known_error():
    assert list(faults(range(300))) == []
