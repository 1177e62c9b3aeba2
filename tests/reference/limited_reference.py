# SPDX-License-Identifier: Apache-2.0
"""Limited-move and non-myopic stability of two parties, from the definition.

With `h` moves to come a mover goes to the state from which it likes best what follows, or stays if it does not prefer
that to where it is. Every node of the tree of play breaks its own ties: all ways to do so are tried where they are
few, and put together by reasoning where they are many.
"""

import itertools

FEW = 300  # ways to break ties that are tried one by one


def movers(graph):
    return [p for p in range(len(graph.moves)) if any(graph.moves[p][s] for s in graph.states())]


class Play:
    """What can be anticipated, for each mover, state and number of moves to come."""

    def __init__(self, graph):
        self.graph, self.movers = graph, movers(graph)
        self.known = {}

    def other(self, party):
        others = [p for p in self.movers if p != party]
        return others[0] if others else None

    def class_of(self, state):
        """States that no mover tells apart count as one."""
        return tuple(self.graph.ranks[p][state] for p in self.movers)

    def ends(self, party, state, h):
        """One state of each class that can be anticipated."""
        moves = self.graph.moves[party][state] if party is not None else ()
        if h == 0 or not moves:
            return {self.class_of(state): state}
        key = party, state, h
        if key not in self.known:
            follow = [list(self.ends(self.other(party), to, h - 1).values()) for to in sorted(moves)]
            self.known[key] = self.chosen(party, state, follow)
        return self.known[key]

    def chosen(self, party, state, follow):
        rank, ways = self.graph.ranks[party], 1
        for ends in follow:
            ways *= len(ends)
        found = set()
        if ways <= FEW:
            for way in itertools.product(*follow):
                best = max(rank[end] for end in way)
                found |= {end for end in way if rank[end] == best} if best > rank[state] else {state}
        else:
            least = [min(rank[end] for end in ends) for ends in follow]
            if all(one <= rank[state] for one in least):
                found.add(state)
            for ends in follow:
                found |= {e for e in ends if rank[e] > rank[state] and all(one <= rank[e] for one in least)}
        return {self.class_of(end): end for end in found}

    def verdict(self, party, state, h):
        ends = self.ends(party, state, h)
        stays = self.class_of(state) in ends
        return "maybe" if stays and len(ends) > 1 else "stable" if stays else "unstable"

    def layer(self, h):
        """All that can be anticipated, to be compared with other layers."""
        return [frozenset(self.ends(p, s, h)) for p in self.movers for s in self.graph.states()]

    def repetition(self):
        """(layers before the first that comes again, after how many it does)"""
        seen = []
        while True:
            now = self.layer(len(seen))
            if now in seen:
                return seen.index(now), len(seen) - seen.index(now)
            seen.append(now)

    def endless(self, party, state):
        before, period = self.repetition()
        found = {self.verdict(party, state, h) for h in range(before + 1, before + period + 1)}
        return "unstable" if "unstable" in found else "maybe" if "maybe" in found else "stable"


def verdicts(graph, deepest):
    """{concept: [{"stable": states, "maybe": states} of each party]}, and how the layers repeat"""
    play = Play(graph)
    found = {}
    for concept in [f"l{h}" for h in range(1, deepest + 1)] + ["nm"]:
        of_parties = []
        for party in range(len(graph.moves)):
            sets = {"stable": set(), "maybe": set(), "unstable": set()}
            for state in graph.states():
                moves = party in play.movers
                if concept == "nm":
                    verdict = play.endless(party, state) if moves else "stable"
                else:
                    verdict = play.verdict(party, state, int(concept[1:])) if moves else "stable"
                sets[verdict].add(state)
            of_parties.append({"stable": sets["stable"], "maybe": sets["maybe"]})
        found[concept] = of_parties
    return found, play.repetition() if play.movers else None
