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


def maximin(graph, party, state, depth):
    """The party and the others play in turn, each for the best that it can secure in `depth` half-rounds; the others
    want the reverse of what the party wants. Stable: the party secures no more than it has."""
    rank = graph.ranks[party]
    known = {}

    def secured(at, left, is_own):
        if left == 0:
            return rank[at]
        key = at, left, is_own
        if key not in known:
            choices = graph.moves[party][at] if is_own else reachable(graph, party, at) - {at}
            values = [secured(to, left - 1, not is_own) for to in choices]
            known[key] = max([rank[at], *values]) if is_own else min([rank[at], *values])
        return known[key]

    return secured(state, depth, True) <= rank[state]


def stable_sets(graph, decide):
    return [{s for s in graph.states() if decide(graph, party, s)} for party in range(len(graph.moves))]


DEEP = 40  # half-rounds after which nothing has been seen to change; the test says so if it does


def mr_odd(graph, party, state):
    """Without end, the party having the last move: stable in the tree of some odd depth."""
    return any(tree(graph, party, state, depth) for depth in range(1, DEEP + 1, 2))


def mr_even(graph, party, state):
    """Without end, the others having the last reply: stable in the tree of every even depth."""
    return all(tree(graph, party, state, depth) for depth in range(2, DEEP + 1, 2))


ENDLESS = {"mr-odd": mr_odd, "mr-even": mr_even}


def trees(graph, deepest):
    """{"mr1": [...], ..., "cmr1": [...], ..., "mr-odd": [...], "mr-even": [...]}, and where the endless ones settle:
    {"mr-odd": [depth for each party], ...}"""
    found = {}
    for prefix, improving in (("mr", False), ("cmr", True)):
        for depth in range(1, deepest + 1):
            found[f"{prefix}{depth}"] = stable_sets(graph, lambda *of: tree(*of, depth, improving))  # noqa: B023
    settled = {}
    for name, first in zip(ENDLESS, (1, 2)):
        by_depth = {d: stable_sets(graph, lambda *of: tree(*of, d)) for d in range(first, DEEP + 1, 2)}  # noqa: B023
        last = max(by_depth)
        assert by_depth[last] == by_depth[last - 4], "deeper than was thought possible"
        found[name] = stable_sets(graph, ENDLESS[name])
        settled[name] = [
            min(d for d in by_depth if all(by_depth[e][p] == found[name][p] for e in by_depth if e >= d))
            for p in range(len(graph.moves))
        ]
    return found, settled
