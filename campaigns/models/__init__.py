"""The tables; importing this package registers every one of them."""

from campaigns.models import (  # noqa: F401
    account,
    activity,
    assignment,
    availability,
    change,
    closeout,
    event,
    feed,
    figure,
    measure,
    obligation,
    organisation,
    plan,
    programme,
    requirement,
    roster,
    venue,
    workday,
)
