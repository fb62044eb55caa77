"""The same question for a constraint solver, run by an interpreter that has OR-Tools: question in, plan out, as JSON.

The product never imports this; ``tests/benchmarks/planner.py --solver PYTHON`` runs it beside the planner.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

PARTS = 3
Json = dict[str, Any]


class Asked:
    """One model: a start for each job, whom it takes as optional intervals, and the weighted cost."""

    def __init__(self, question: Json) -> None:
        self.question = question
        self.model = cp_model.CpModel()
        self.busy: dict[tuple[str, int], list[cp_model.IntervalVar]] = defaultdict(list)
        self.months: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        self.loads: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        self.costs: list[cp_model.LinearExprT] = []
        self.starts = [self.start_of(job) for job in question["jobs"]]
        self.days = [
            self.day_of(job, start) for job, start in zip(question["jobs"], self.starts, strict=True)
        ]
        self.taken = [self.takings_of(number, job) for number, job in enumerate(question["jobs"])]
        for intervals in self.busy.values():
            self.model.add_no_overlap(intervals)
        self.order()
        self.balance()
        self.model.minimize(sum(self.costs))

    def start_of(self, job: Json) -> cp_model.IntVar:
        """Return the job's first half-day, with its month and what the half-day costs."""
        model, starts = self.model, job["starts"]
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
        cost = model.new_int_var(0, max(job["costs"]), "")
        model.add_allowed_assignments([start, cost], list(zip(starts, job["costs"], strict=True)))
        self.costs.append(cost)
        by_month: dict[int, list[int]] = defaultdict(list)
        for one in starts:
            by_month[self.question["months"][one // PARTS]].append(one)
        every = []
        for month, own in by_month.items():
            chosen = model.new_bool_var("")
            domain = cp_model.Domain.from_values(own)
            model.add_linear_expression_in_domain(start, domain).only_enforce_if(chosen)
            self.months[job["organisation"], month].append(chosen)
            every.append(chosen)
        model.add_exactly_one(every)
        return start

    def day_of(self, job: Json, start: cp_model.IntVar) -> cp_model.IntVar:
        """Return the job's first day."""
        day = self.model.new_int_var(0, len(self.question["months"]), "")
        self.model.add_division_equality(day, start, PARTS)
        return day

    def takings_of(self, number: int, job: Json) -> Json:
        """Book team, place, experts and the headline; return what is chosen of each."""
        model, start, day = self.model, self.starts[number], self.days[number]
        found: Json = {}
        for kind in ("teams", "venues"):
            chosen = {}
            for base in job[kind]:
                chosen[base] = model.new_bool_var("")
                interval = model.new_optional_fixed_size_interval_var(start, job["halves"], chosen[base], "")
                self.busy[kind, base].append(interval)
            if chosen:
                model.add_exactly_one(chosen.values())
            found[kind] = chosen
        found["pool"] = {}
        for base in job["pool"] if job["experts"] else ():
            found["pool"][base] = model.new_bool_var("")
            interval = model.new_optional_fixed_size_interval_var(day, 1, found["pool"][base], "")
            self.busy["pool", base].append(interval)
            self.loads[base].append(found["pool"][base])
        if found["pool"]:
            model.add(sum(found["pool"].values()) == job["experts"])
        if job["is_headline"]:
            self.busy["headline", 0].append(model.new_fixed_size_interval_var(day, 1, ""))
        return found

    def order(self) -> None:
        """Keep every chain in order with its gaps."""
        for chain in self.question["chains"]:
            for before, after in zip(chain, chain[1:], strict=False):
                one, other = self.question["jobs"][before], self.question["jobs"][after]
                gap = other["offset"] - one["offset"]
                self.model.add(self.days[after] - self.days[before] >= gap)
                self.model.add(self.starts[after] >= self.starts[before] + one["halves"])

    def balance(self) -> None:
        """Add the halves of the sums of squares of months and loads; what an even split has is a constant."""
        weights = self.question["weights"]
        boxes = [(weights["months"], own) for own in self.months.values()]
        boxes += [(weights["experts"], own) for own in self.loads.values()]
        for weight, own in boxes:
            count = self.model.new_int_var(0, len(own), "")
            square = self.model.new_int_var(0, len(own) ** 2, "")
            self.model.add(count == sum(own))
            self.model.add_multiplication_equality(square, [count, count])
            # Halves are avoided: n * (n - 1) / 2 differs from half a square by half of n, whose sum is fixed.
            half = self.model.new_int_var(0, len(own) ** 2, "")
            self.model.add(2 * half == square - count)
            self.costs.append(weight * half)


class First(cp_model.CpSolverSolutionCallback):
    """Notes when the first plan was found."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.first = time.perf_counter(), 0.0

    def on_solution_callback(self) -> None:
        """Note the time once."""
        self.first = self.first or time.perf_counter() - self.begun


def main() -> None:
    """Solve what comes in within its seconds."""
    question = json.load(sys.stdin)
    asked, solver, first = Asked(question), cp_model.CpSolver(), First()
    solver.parameters.max_time_in_seconds = question["seconds"]
    solver.parameters.num_workers = question["workers"]
    status = solver.solve(asked.model, first)
    answer: Json = {"first": first.first, "status": solver.status_name(status), "seats": None}
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        answer["seats"] = [
            [
                solver.value(start),
                *(
                    next((base for base, on in taken[kind].items() if solver.value(on)), -1)
                    for kind in ("teams", "venues")
                ),
                [base for base, on in taken["pool"].items() if solver.value(on)],
            ]
            for start, taken in zip(asked.starts, asked.taken, strict=True)
        ]
    answer["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    answer["processor"] = time.process_time()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
