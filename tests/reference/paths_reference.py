# SPDX-License-Identifier: Apache-2.0
"""Paths, from the definitions: what can be reached by legal sequences, after how many steps, and by which shortest
ones.

A lapse is a step that nobody makes: NOBODY stands in the mover's place, and may stand in several steps in a row.

Reach is a walk over pairs (state, who moved last). Shortest paths are not read off that walk: all legal sequences of
one step are listed, from them all of two steps, and so on, grouped by what the answer asks of them; the first length
at which a state comes up is its distance, and the groups of that length are all its shortest paths.
"""

from collections import Counter, defaultdict

import truce_reference as reference

NOBODY = 1 << 20  # behind all parties


def may_follow(mover, last):
    return mover == NOBODY or mover != last


def sanctioned(graph, concept, party, state, improvement):
    """Whether the others can answer the party's improvement on `state`, in the sense of the concept."""
    if concept == "nash":
        return False
    for reply in reference.reachable(graph, party, improvement, improving=concept in ("seq", "sseq")):
        if graph.prefers(party, reply, state):
            continue
        counters = graph.moves[party][reply] if concept in ("smr", "sseq") else ()
        if not any(graph.prefers(party, counter, state) for counter in counters):
            return True
    return False


def steps_of(graph, by, concept, party, state):
    """The states to which the party can go from `state` in one step of the kind asked for."""
    if by == "moves":
        return graph.moves[party][state]
    better = graph.improvements(party, state)
    if by == "improvements":
        return better
    return {to for to in better if not sanctioned(graph, concept, party, state, to)}


class Steps:
    """All single steps of a graph, each worked out once. `lapses`: for each state those into which it lapses."""

    def __init__(self, graph, by, concept=None, lapses=None):
        self.graph, self.by, self.concept, self.lapses = graph, by, concept, lapses
        self.movers = [*range(len(graph.moves)), *([NOBODY] if lapses else [])]
        self.known = {}

    def __call__(self, party, state):
        if party == NOBODY:
            return self.lapses[state]
        if (party, state) not in self.known:
            self.known[party, state] = steps_of(self.graph, self.by, self.concept, party, state)
        return self.known[party, state]


def reach(steps, start):
    """{state: least number of steps}: where legal sequences of one or more steps from `start` can end."""
    found, front, length = {}, {(start, None)}, 0
    seen = set()
    while front:
        length += 1
        front = {
            (to, party)
            for state, last in front
            for party in steps.movers
            if may_follow(party, last)
            for to in steps(party, state)
        } - seen
        seen |= front
        for state, _ in front:
            found.setdefault(state, length)
    return found


def gain(graph, party, state, to):
    if party == NOBODY:
        return None
    if graph.prefers(party, to, state):
        return "better"
    return "worse" if graph.prefers(party, state, to) else "same"


def groups_after(steps, start, length):
    """All legal sequences of exactly that many steps: {(state, last mover): {(first mover, who moved, sacrifices,
    sideways): how many}}."""
    graph = steps.graph
    now = {(start, None): Counter({(None, frozenset(), 0, 0): 1})}
    for _ in range(length):
        after = defaultdict(Counter)
        for (state, last), groups in now.items():
            for party in steps.movers:
                if not may_follow(party, last):
                    continue
                for to in steps(party, state):
                    what = gain(graph, party, state, to)
                    for (first, movers, worse, same), count in groups.items():
                        key = (party if first is None else first, movers | {party}, worse + (what == "worse"),
                               same + (what == "same"))
                        after[to, party][key] += count
        now = after
    return now


def all_paths(steps, start, target, length, distance_left):
    """Every legal sequence of that many steps to the target, as [(party, state before, state after)]; `distance_left`
    says from which pairs the target can still be reached in time."""
    def go(state, last, left):
        if left == 0:
            if state == target:
                yield []
            return
        for party in steps.movers:
            if not may_follow(party, last):
                continue
            for to in steps(party, state):
                if (to, party, left - 1) in distance_left:
                    for rest in go(to, party, left - 1):
                        yield [(party, state, to)] + rest

    return go(start, None, length)


def can_finish(steps, target, length):
    """{(state, last mover, steps left)} from which the target is reached in exactly the steps left."""
    graph, movers = steps.graph, steps.movers
    good = {(target, mover, 0) for mover in movers}
    front = {(target, mover) for mover in movers}
    for left in range(1, length + 1):
        front = {
            (state, last)
            for state in graph.states()
            for last in movers
            if any((to, mover) in front for mover in movers if may_follow(mover, last) for to in steps(mover, state))
        }
        good |= {(state, last, left) for state, last in front}
    return good


def told_first(graph, path):
    """The order in which one shortest path is chosen to be told: fewest sacrifices, fewest sideways steps; then from
    the end the first party, and the first party and lowest state before it, and so on."""
    gains = [gain(graph, party, before, after) for party, before, after in path]
    backwards = [path[-1][0]]
    for place in range(len(path) - 1, 0, -1):
        backwards.append((path[place - 1][0], path[place][1]))
    return gains.count("worse"), gains.count("same"), backwards
