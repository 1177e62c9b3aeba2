# SPDX-License-Identifier: Apache-2.0
"""Concepts that look ahead, from their definitions: the metarational tree, its credible kind, and maximin play.

A half-round is a move of the party, or a legal sequence of the others. The party begins, and both sides may stop.
"""

from truce_reference import reachable


class Tree:
    """The play of one party against the others from one state, any number of half-rounds deep."""

    def __init__(self, graph, party, start, improving=False):
        self.graph, self.party, self.start, self.improving = graph, party, start, improving
        self.known = {}

    def gains(self, state):
        return self.graph.prefers(self.party, state, self.start)

    def is_held(self, state, depth):
        """The party is to move at `state`, with `depth` half-rounds to come: whatever it moves to is no better than
        the start, or the others can answer it."""
        if depth == 0:
            return True
        key = state, depth
        if key not in self.known:
            self.known[key] = all(
                not self.gains(to) or self.is_answered(to, depth - 1) for to in self.graph.moves[self.party][state]
            )
        return self.known[key]

    def is_answered(self, state, depth):
        """The others are to reply at `state`: they can bring about what is no better than the start, and from there
        hold the party for the rest."""
        return depth > 0 and any(
            not self.gains(to) and self.is_held(to, depth - 1)
            for to in reachable(self.graph, self.party, state, self.improving)
        )


def tree(graph, party, state, depth, improving=False):
    return Tree(graph, party, state, improving).is_held(state, depth)


class Maximin:
    """The party and the others play in turn, each for the best that it can secure in so many half-rounds; the others
    want the reverse of what the party wants. Stable: the party secures no more than it has."""

    def __init__(self, graph, party):
        self.graph, self.party, self.rank = graph, party, graph.ranks[party]
        self.known = {}

    def secured(self, at, left, is_own=True):
        if left == 0:
            return self.rank[at]
        key = at, left, is_own
        if key not in self.known:
            own = self.graph.moves[self.party][at]
            choices = own if is_own else reachable(self.graph, self.party, at) - {at}
            values = [self.rank[at], *(self.secured(to, left - 1, not is_own) for to in choices)]
            self.known[key] = max(values) if is_own else min(values)
        return self.known[key]

    def is_stable(self, state, depth):
        return self.secured(state, depth) <= self.rank[state]


def stable_sets(graph, decide):
    return [{s for s in graph.states() if decide(party, s)} for party in range(len(graph.moves))]


def maximin(graph, deepest):
    """{depth: what is stable for each party}"""
    plays = [Maximin(graph, party) for party in range(len(graph.moves))]
    return {h: stable_sets(graph, lambda party, state: plays[party].is_stable(state, h))  # noqa: B023
            for h in range(1, deepest + 1)}


DEEP = 40  # half-rounds after which nothing has been seen to change; the test says so if it does

# Without end: the party having the last move, stable in the tree of some odd depth; the others having the last reply,
# stable in the tree of every even depth.
ENDLESS = {"mr-odd": (1, set.union), "mr-even": (2, set.intersection)}


def trees(graph, deepest):
    """{"mr1": [...], ..., "cmr1": [...], ..., "mr-odd": [...], "mr-even": [...]}, and where the endless ones settle:
    {"mr-odd": [depth for each party], ...}"""
    parties = range(len(graph.moves))
    found, settled, held = {}, {}, {}
    for prefix, improving, most in (("mr", False, DEEP), ("cmr", True, deepest)):
        plays = [{s: Tree(graph, party, s, improving) for s in graph.states()} for party in parties]
        held[prefix] = {depth: stable_sets(graph, lambda party, s: plays[party][s].is_held(s, depth))  # noqa: B023
                        for depth in range(1, most + 1)}
        found |= {f"{prefix}{depth}": held[prefix][depth] for depth in range(1, deepest + 1)}
    for name, (first, together) in ENDLESS.items():
        by_depth = {d: held["mr"][d] for d in range(first, DEEP + 1, 2)}
        last = max(by_depth)
        assert by_depth[last] == by_depth[last - 4], "deeper than was thought possible"
        found[name] = [together(*(of[party] for of in by_depth.values())) for party in parties]
        settled[name] = [min(d for d in by_depth if all(by_depth[e][p] == found[name][p] for e in by_depth if e >= d))
                         for p in parties]
    return found, settled
