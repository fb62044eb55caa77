"""Colours by their CSS names."""

import pytest

from calendars.colours import NAMED_COLOURS, colour_name


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#0b57a4", "dodgerblue"), ("#2E8B57", "seagreen"), ("#c0392b", "firebrick"), ("#777777", "dimgray")],
)
def test_colour_gets_the_name_of_its_kin(colour: str, name: str) -> None:
    assert colour_name(colour) == name


@pytest.mark.parametrize("name", NAMED_COLOURS)
def test_named_colour_keeps_its_name(name: str) -> None:
    assert colour_name("#" + bytes(NAMED_COLOURS[name]).hex()) == name


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "#1234567"])
def test_what_is_not_a_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError):
        colour_name(colour)
