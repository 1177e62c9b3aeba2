# SPDX-License-Identifier: Apache-2.0
"""Forecasts, from the definitions: the chain as a dense matrix, its exponential by repeated squaring, absorption and
mean times by plain elimination. Nothing here is shared with the library's way (uniformization, lists, components).
"""

import math

import home_reference as home
import paths_reference


def best(graph, concept, party, state):
    """The party's best improvements that nothing sanctions."""
    some = paths_reference.steps_of(graph, "unsanctioned", concept, party, state)
    most = max((graph.ranks[party][s] for s in some), default=None)
    return sorted(s for s in some if graph.ranks[party][s] == most)


def ahead(graph, choices, party, state):
    """Moves that are no improvement, after which another party's best one leaves the mover better off."""
    return sorted(
        x
        for x in graph.moves[party][state]
        if not graph.prefers(party, x, state)
        and any(graph.prefers(party, y, state) for k in range(len(graph.moves)) if k != party for y in choices[k][x])
    )


def is_step(graph, party, a, b):
    """One option by one level; in plain graphs, with explicit moves and between coalesced states every move."""
    model = graph.model
    if model.names is not None or model.moves is not None:
        return True
    if len(graph.members[a]) > 1 or len(graph.members[b]) > 1:
        return True
    return [abs(x - y) for x, y in zip(graph.members[a][0], graph.members[b][0]) if x != y] == [1]


def slips(graph, kind, party, state):
    return sorted(
        x
        for x in graph.moves[party][state]
        if kind == "any"
        or (is_step(graph, party, state, x) and (kind == "step" or state in graph.moves[party][x]))
    )


def lapse(graph, expiries, place, state):
    """Where the entry leads from the state, as of the first of its members that it changes; None: nowhere."""
    model = graph.model
    state_of = {member: s for s in graph.states() for member in graph.members[s]}
    for member in graph.members[state]:
        if home.applied(model, expiries[place], member) != member:
            to = home.settled(model, expiries, place, member, state_of)
            if to not in (None, state):
                return to
    return None


class Chain:
    """`rates`: decisions of each party in a unit of time; `clocks`: rate of each entry that expires, None: stands."""

    def __init__(self, graph, concept, rates, slip, kind, initiative, expiries=(), clocks=()):
        self.n = len(graph.members) - 1
        parties = range(len(graph.moves))
        choices = [[None, *(best(graph, concept, i, s) for s in graph.states())] for i in parties]
        self.rate = [[0.0] * self.n for _ in range(self.n)]  # from one state to another
        self.total = sum(rates) + sum(clock for clock in clocks if clock)
        for s in graph.states():
            for i in parties:
                moves = [(choices[i][s], 1 - slip)] if choices[i][s] else [(ahead(graph, choices, i, s), initiative)]
                for to, probability in [*moves, (slips(graph, kind, i, s), slip)]:
                    for x in to:
                        self.rate[s - 1][x - 1] += rates[i] * probability / len(to)
            for place, clock in enumerate(clocks):
                to = lapse(graph, expiries, place, s) if clock else None
                if to:
                    self.rate[s - 1][to - 1] += clock

    def stopped(self, goals):
        other = object.__new__(Chain)
        other.n, other.total = self.n, self.total
        other.rate = [[0.0] * self.n if s + 1 in goals else row for s, row in enumerate(self.rate)]
        return other

    def after(self, start, time):
        """Probabilities of states 1, 2, ...: the row of exp(Q t), by Taylor's series of exp(Q t / 2^k), squared k
        times."""
        q = [[0.0 if s == x else value for x, value in enumerate(row)] for s, row in enumerate(self.rate)]
        for s, row in enumerate(q):
            row[s] = -sum(row)
        size = max((-q[s][s] for s in range(self.n)), default=0) * time
        halvings = max(0, math.ceil(math.log2(size)) + 4) if size > 0 else 0
        scale = time / 2**halvings
        power = [[float(s == x) for x in range(self.n)] for s in range(self.n)]
        result = [row[:] for row in power]
        for k in range(1, 14):
            power = times(power, [[value * scale / k for value in row] for row in q])
            result = [[a + b for a, b in zip(r, p)] for r, p in zip(result, power)]
        for _ in range(halvings):
            result = times(result, result)
        return [0.0, *result[start - 1]]

    def reached(self, start):
        found, front = {start}, [start]
        while front:
            s = front.pop()
            for x, value in enumerate(self.rate[s - 1], 1):
                if value > 0 and x not in found:
                    found.add(x)
                    front.append(x)
        return found

    def ends(self, start):
        """[(states that are never left, probability)], the most probable first, then by the lowest state."""
        from_here = self.reached(start)
        behind = {s: self.reached(s) for s in from_here}
        closed = {frozenset(behind[s]) for s in from_here if all(s in behind[x] for x in behind[s])}
        found = [(sorted(one), self.hits(start, one)) for one in closed]
        return sorted(found, key=lambda one: (-round(one[1], 9), one[0]))

    def hits(self, start, goals):
        """The probability of ever coming to one of the goals."""
        states = sorted(self.reached(start) - set(goals))
        can = [s for s in states if self.reached(s) & set(goals)]
        if start in goals:
            return 1.0
        if start not in can:
            return 0.0
        rows, right = [], []
        for s in can:
            out = sum(v for x, v in enumerate(self.rate[s - 1], 1) if x != s)
            rows.append([(out if x == s else -self.rate[s - 1][x - 1]) for x in can])
            right.append(sum(self.rate[s - 1][g - 1] for g in goals))
        return solved(rows, right)[can.index(start)]

    def mean(self, start, goals):
        """The mean time until the first of the goals; None where it may never come."""
        if start in goals:
            return 0.0
        states = sorted(self.stopped(goals).reached(start) - set(goals))
        if not all(self.reached(s) & set(goals) for s in states):
            return None
        rows = []
        for s in states:
            out = sum(v for x, v in enumerate(self.rate[s - 1], 1) if x != s)
            rows.append([(out if x == s else -self.rate[s - 1][x - 1]) for x in states])
        return solved(rows, [1.0] * len(states))[states.index(start)]


def times(a, b):
    columns = list(zip(*b))
    return [[math.fsum(map(float.__mul__, row, column)) for column in columns] for row in a]


def solved(rows, right):
    """Gauss with the largest pivot."""
    m = [[*row, r] for row, r in zip(rows, right)]
    n = len(m)
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(m[i][k]))
        m[k], m[pivot] = m[pivot], m[k]
        for i in range(k + 1, n):
            factor = m[i][k] / m[k][k]
            if factor:
                m[i] = [a - factor * b for a, b in zip(m[i], m[k])]
    x = [0.0] * n
    for k in reversed(range(n)):
        x[k] = (m[k][n] - sum(m[k][j] * x[j] for j in range(k + 1, n))) / m[k][k]
    return x


def agreements(graph, no_deals):
    """States that every party likes at least as well as what it has without an agreement, and some party better."""
    parties = range(len(graph.moves))
    least = [home.no_deal(graph, no_deals, i, graph.ranks[i])[0] for i in parties]
    return {
        s
        for s in graph.states()
        if all(graph.ranks[i][s] >= least[i] for i in parties) and any(graph.ranks[i][s] > least[i] for i in parties)
    }


