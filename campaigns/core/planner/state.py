"""A plan in the making: what is taken by whom, and the counts that the soft cost is made of."""

from collections.abc import Sequence

from campaigns.core.planner.grid import PARTS, days_within
from campaigns.core.planner.jobs import CLOSED, NONE, Compiled, Job, Seat, keys_of


class State:
    """Seats of jobs over one compiled question; locked jobs stand from the beginning and never leave."""

    __slots__ = ("at", "compiled", "loads", "months", "seats", "taken", "trips")

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.taken: dict[int, int] = dict.fromkeys(compiled.closed, CLOSED)
        self.seats: list[Seat | None] = [None] * len(compiled.jobs)
        # Which of the job's starts it stands on; NONE where it stands on none of them.
        self.at: list[int] = [NONE] * len(compiled.jobs)
        self.months = [[0] * (compiled.months[-1] + 1) for _ in range(compiled.organisations)]
        self.loads = {base: 0 for (kind, _), base in compiled.bases.items() if kind == "expert"}
        self.trips: dict[tuple[int, int], int] = {}
        for job in compiled.jobs:
            if job.is_locked and job.home is not None:
                self._count(job, job.home, 1)
                self.seats[job.index] = job.home
                for key in keys_of(job, job.home):
                    self.taken.setdefault(key, job.index)

    def put(self, job: Job, at: int, seat: Seat) -> None:
        """Seat a job that stands nowhere on what is free."""
        self.seats[job.index] = seat
        self.at[job.index] = at
        for key in keys_of(job, seat):
            self.taken[key] = job.index
        self._count(job, seat, 1)

    def lift(self, job: Job) -> Seat:
        """Take a job off and give back where it stood."""
        seat = self.seats[job.index]
        if seat is None:
            raise ValueError(f"{job.task.key} stands nowhere")
        self.seats[job.index] = None
        self.at[job.index] = NONE
        for key in keys_of(job, seat):
            # Only in a plan that an older question was answered with may the key be gone with another task.
            self.taken.pop(key, None)
        self._count(job, seat, -1)
        return seat

    def _count(self, job: Job, seat: Seat, step: int) -> None:
        first, team, _venue, crew = seat
        day = first // PARTS
        self.months[job.organisation][self.compiled.months[day]] += step
        for expert in crew:
            self.loads[expert] += step
        if job.district != NONE and team != NONE:
            trip = (team + day, job.district)
            self.trips[trip] = self.trips.get(trip, 0) + step

    def fits(self, job: Job, first: int) -> Seat | None:
        """Return the best seat at a half-day that breaks no hard rule, were the job lifted."""
        if job.chain != NONE and not self.keeps_order(job, first):
            return None
        taken, index = self.taken, job.index
        if job.is_headline:
            for day in days_within(first, job.halves):
                if taken.get(day, index) != index:
                    return None
        team = venue = NONE
        if job.teams and (team := self._team(job, first)) == NONE:
            return None
        if job.venues and (venue := self._first_free(job.venues, job, first)) == NONE:
            return None
        if not job.experts:
            return first, team, venue, ()
        crew = self._crew(job, first)
        return None if crew is None else (first, team, venue, crew)

    def _first_free(self, bases: Sequence[int], job: Job, first: int) -> int:
        taken, index = self.taken, job.index
        if job.halves == 1:
            for base in bases:
                if taken.get(base + first, index) == index:
                    return base
            return NONE
        span = range(first, first + job.halves)
        for base in bases:
            if all(taken.get(base + half, index) == index for half in span):
                return base
        return NONE

    def _team(self, job: Job, first: int) -> int:
        if job.district == NONE or len(job.teams) == 1:
            return self._first_free(job.teams, job, first)
        day, trips, district = first // PARTS, self.trips, job.district
        fresh = [team for team in job.teams if not trips.get((team + day, district))]
        found = self._first_free(fresh, job, first)
        return found if found != NONE else self._first_free(job.teams, job, first)

    def _crew(self, job: Job, first: int) -> tuple[int, ...] | None:
        taken, index, loads = self.taken, job.index, self.loads
        days = days_within(first, job.halves)
        if len(days) == 1:
            day = days[0]
            free = [expert for expert in job.pool if taken.get(expert + day, index) == index]
        else:
            free = [e for e in job.pool if all(taken.get(e + day, index) == index for day in days)]
        if len(free) < job.experts:
            return None
        if job.home is not None:
            stays = job.home[3]
            free.sort(key=lambda expert: (expert not in stays, loads[expert]))
        elif job.experts == 1:
            return (min(free, key=loads.__getitem__),)
        else:
            free.sort(key=loads.__getitem__)
        return tuple(sorted(free[: job.experts]))

    def keeps_order(self, job: Job, first: int) -> bool:
        """Tell whether the nearest of the chain that stand before and after leave room for those between."""
        chain, jobs, seats = self.compiled.chains[job.chain], self.compiled.jobs, self.seats
        for link in range(job.link - 1, -1, -1):
            if (seat := seats[chain[link]]) is not None:
                if not follows(jobs[chain[link]], seat[0], job, first):
                    return False
                break
        for link in range(job.link + 1, len(chain)):
            if (seat := seats[chain[link]]) is not None:
                return follows(job, first, jobs[chain[link]], seat[0])
        return True

    def extras(self, job: Job, seat: Seat) -> int:
        """Return what a seat costs beside its half-day and its month, the job being lifted."""
        first, team, venue, crew = seat
        weights, cost = self.compiled.weights, 0
        for expert in crew:
            cost += weights.experts * self.loads[expert]
        if job.district != NONE and team != NONE and self.trips.get((team + first // PARTS, job.district)):
            cost += weights.journeys
        home = job.home
        if home is not None and is_changed(home, seat):
            cost += weights.move_details
        return cost

    def least_cost(self, job: Job, at: int) -> int:
        """Return what a half-day and its month alone cost a lifted job (up to a constant of its organisation)."""
        month = self.compiled.months[job.starts[at] // PARTS]
        return job.costs[at] + self.compiled.weights.months * self.months[job.organisation][month]

    def cost_of(self, job: Job, at: int, seat: Seat) -> int:
        """Return by how much seating a lifted job raises the cost (up to a constant of its organisation)."""
        return self.least_cost(job, at) + self.extras(job, seat)


def is_changed(home: Seat, seat: Seat) -> bool:
    """Tell whether place, people or the half of the same day are other than today."""
    if seat[1:] != home[1:]:
        return True
    return seat[0] != home[0] and seat[0] // PARTS == home[0] // PARTS


def follows(before: Job, first: int, after: Job, second: int) -> bool:
    """Tell whether two of a chain stand far enough apart, with room for all links between them."""
    gap = after.offset - before.offset
    return second >= first + before.halves and second // PARTS - first // PARTS >= gap
