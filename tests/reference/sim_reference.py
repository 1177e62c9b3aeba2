# SPDX-License-Identifier: Apache-2.0
"""Simultaneous sanctioning, from the definition: option models without coalesced states."""

import itertools


def is_defined(graph):
    """Options, nothing that coalesces, and moves that set none but their mover's options."""
    model = graph.model
    if model.names is not None or model.coalesce:
        return False
    return all(
        option.party == party or before == after
        for party, moves in enumerate(graph.moves)
        for state in graph.states()
        for to in moves[state]
        for option, before, after in zip(model.options, graph.members[state][0], graph.members[to][0])
    )


def stable(graph, party, state):
    model, here = graph.model, graph.members[state][0]
    number = {graph.members[s][0]: s for s in graph.states()}
    others = [p for p in range(len(graph.moves)) if p != party]
    replies = [[state, *sorted(graph.improvements(p, state))] for p in others]

    def together(taken):
        """The combination in which each party has its options as in the state that it moves to."""
        return tuple(graph.members[taken[o.party]][0][i] if o.party in taken else here[i]
                     for i, o in enumerate(model.options))

    def is_met(to):
        for choice in itertools.product(*replies):
            if all(one == state for one in choice):
                continue
            end = number.get(together({party: to, **dict(zip(others, choice))}))
            if end and not graph.prefers(party, end, state):
                return True
        return False

    return all(is_met(to) for to in graph.improvements(party, state))


def stable_sets(graph):
    return [{s for s in graph.states() if stable(graph, p, s)} for p in range(len(graph.moves))]
