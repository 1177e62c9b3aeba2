# SPDX-License-Identifier: Apache-2.0
"""Agreements straight from the definitions, for graphs of the slow reference.

Every function looks at all states, all pairs, all subsets; nothing here is clever. What the command prints is
compared with it by scripts/test_deal.py.
"""

from functools import lru_cache
from itertools import combinations

import truce_reference as reference


def no_deal_points(graph, state=None, statements=None):
    """What each party is left with: (rank, state). A statement means the worst of the states in which it is true."""
    points = []
    for party, id_ in enumerate(graph.model.parties):
        candidates = [state or graph.status_quo]
        if not state and statements and id_ in statements:
            candidates = [s for s in graph.states()
                          if reference.holds(graph.model, statements[id_], graph.members[s])]
        points.append(min((graph.ranks[party][s], s) for s in candidates))
    return points


def gainers(graph, points, state):
    return [p for p, (rank, _) in enumerate(points) if graph.ranks[p][state] > rank]


def acceptable(graph, points):
    return [s for s in graph.states() if all(graph.ranks[p][s] >= rank for p, (rank, _) in enumerate(points))]


def gains_all(graph, points):
    return [s for s in graph.states() if len(gainers(graph, points, s)) == len(points)]


def efficient(graph):
    """No state is at least as good for all and better for one."""
    everyone = range(len(graph.ranks))

    def improves(q, s):
        return all(not graph.prefers(p, s, q) for p in everyone) and any(graph.prefers(p, q, s) for p in everyone)

    return [s for s in graph.states() if not any(improves(q, s) for q in graph.states())]


def weakly_efficient(graph):
    """No state is better for all."""
    return [
        s for s in graph.states() if not any(all(graph.prefers(p, q, s) for p in range(len(graph.ranks)))
                                             for q in graph.states())
    ]


def waive(graph, points):
    """The least sets of parties such that some state is better than no deal for all others."""
    everyone = range(len(points))
    for size in range(len(points) + 1):
        sets = [
            list(without)
            for without in combinations(everyone, size)
            if any(set(everyone) <= set(without) | set(gainers(graph, points, s)) for s in graph.states())
        ]
        if sets:
            return sets
    return []


def is_sanctioned(graph, party, state, concept, to):
    """Whether the others can answer the improvement to `to` as the concept demands."""
    if concept == "nash":
        return False
    replies = reference.reachable(graph, party, to, improving=concept in ("seq", "sseq"))
    harmful = [r for r in replies if not graph.prefers(party, r, state)]
    if concept in ("smr", "sseq"):
        harmful = [r for r in harmful if not any(graph.prefers(party, c, state) for c in graph.moves[party][r])]
    return bool(harmful)


def defections(graph, concepts, state):
    """(concept, party, state gone to): for each concept and party the lowest improvement that nothing sanctions."""
    found = []
    for concept in concepts:
        for party in range(len(graph.moves)):
            free = [t for t in graph.improvements(party, state) if not is_sanctioned(graph, party, state, concept, t)]
            if free:
                found.append((concept, party, min(free)))
    return found


def reachable_from_today(graph, improving, lapses=None):
    """States at the ends of legal sequences from the status quo, and the status quo; `lapses`: for each state those
    into which it lapses by itself, after which everybody may move."""
    pairs, new = set(), {(graph.status_quo, None)}
    while new:
        pairs |= new
        new = {
            (to, mover)
            for state, last in new
            for mover in range(len(graph.moves))
            if mover != last
            for to in (graph.improvements(mover, state) if improving else graph.moves[mover][state])
        }
        new |= {(to, None) for state, _ in pairs for to in (lapses[state] if lapses else ())}
        new -= pairs
    return {state for state, _ in pairs}


def is_step(graph, holding, before, party, after, lapses=None):
    """One party's move, or for None a lapse, to a state that nobody ranks below the one before and that holds."""
    everyone = range(len(graph.ranks))
    return (
        after in (lapses[before] if party is None else graph.moves[party][before]) and after in holding
        and not any(graph.prefers(p, before, after) for p in everyone)
    )


def steps_needed(graph, holding, lapses=None):
    """{state: the least number of steps from the status quo}, for the states that hold."""
    needed, front, number = {graph.status_quo: 0}, {graph.status_quo}, 0
    while front:
        number += 1
        front = {
            after
            for before in front
            for party in [*range(len(graph.moves)), *([None] if lapses else [])]
            for after in graph.states()
            if after not in needed and is_step(graph, holding, before, party, after, lapses)
        }
        needed.update(dict.fromkeys(front, number))
    return {state: count for state, count in needed.items() if state in holding}


# ---------------------------------------------------------------- rules of bargaining


def fallback(graph, zone):
    """(depth, deals): the first k at which the parties' best k deals have some in common; those with fewer than k
    better ones are among a party's best k."""

    def best(party, k):
        return {s for s in zone if sum(graph.prefers(party, t, s) for t in zone) < k}

    for k in range(1, len(zone) + 1):
        common = set.intersection(*(best(p, k) for p in range(len(graph.ranks))))
        if common:
            return k, sorted(common)
    return 0, []


def strikes(graph, zone, first):
    """What is left when the parties strike in turn and each foresees the end: the tree of all games. Of tied deals a
    party would keep the one with the lower number."""
    count = len(graph.ranks)

    def worth(party, state):
        return graph.ranks[party][state], -state

    @lru_cache(maxsize=None)
    def end(left, turn):
        if len(left) == 1:
            return next(iter(left))
        return max((end(left - {s}, (turn + 1) % count) for s in left), key=lambda s: worth(turn, s))

    return end(frozenset(zone), first)


def condorcet(graph, zone):
    def beats(s, t):
        return sum(graph.prefers(p, s, t) - graph.prefers(p, t, s) for p in range(len(graph.ranks))) > 0

    return [s for s in zone if all(beats(s, t) for t in zone if t != s)]


def maximin(graph, zone):
    lowest = {s: min(of_party[s] for of_party in graph.ranks) for s in zone}
    return [s for s in zone if lowest[s] == max(lowest.values())]


def all_best(candidates, value):
    best = max(map(value, candidates), default=None)
    return [s for s in candidates if value(s) == best]


def cardinal(graph, zone, acceptable_states, points, utilities):
    """{rule: deals} from exact utilities: utilities[party][state]."""
    everyone = range(len(points))

    def gain(party, state):
        return utilities[party][state] - utilities[party][points[party][1]]

    fair = [s for s in zone if all(gain(p, s) >= 0 for p in everyone)]
    ideal = [max([gain(p, s) for s in acceptable_states] + [0]) for p in everyone]

    def product(state):
        value = 1
        for p in everyone:
            value *= gain(p, state)
        return value

    def least_share(state):
        return min([gain(p, state) / ideal[p] for p in everyone if ideal[p] > 0] + [1])

    return {
        "nash": all_best(fair, product),
        "kalai-smorodinsky": all_best(fair, least_share),
        "egalitarian": all_best(fair, lambda s: min(gain(p, s) for p in everyone)),
    }
