# SPDX-License-Identifier: Apache-2.0
"""The rules of reply of other programs, as they are stated: each opponent moves at most once; and matrices."""


def once(graph, party, start, improving):
    """What the others can bring about from `start` when each of them moves at most once, in any order."""
    ends = set()

    def go_on(state, left):
        for mover in left:
            for to in graph.improvements(mover, state) if improving else graph.moves[mover][state]:
                ends.add(to)
                go_on(to, left - {mover})

    go_on(start, frozenset(range(len(graph.moves))) - {party})
    return ends


def gmcr_plus(graph, concept, party, state):
    """Whether the state is stable by the rule that each opponent moves at most once."""
    better = lambda to: graph.prefers(party, to, state)

    def sanctions(reply):
        return not better(reply) and (concept != "smr" or not any(better(c) for c in graph.moves[party][reply]))

    return all(
        concept != "nash" and any(sanctions(reply) for reply in once(graph, party, to, concept == "seq"))
        for to in graph.improvements(party, state)
    )


# ---------------------------------------------------------------- matrices
#
# Square tables of 0 and 1 over all states. J: moves, J+: improvements of a party; M, M+: what the others can bring
# about; P: strictly preferred; N: neither preferred nor the state itself.


def product(a, b):
    """1 where some way leads through."""
    columns = list(zip(*b))
    return [[int(any(x and y for x, y in zip(row, column))) for column in columns] for row in a]


def either(tables, n):
    return [[int(any(t[s][q] for t in tables)) for q in range(n)] for s in range(n)]


def both(a, b):
    return [[x and y for x, y in zip(r, t)] for r, t in zip(a, b)]


def complement(a):
    return [[1 - x for x in row] for row in a]


def transposed(a):
    return [list(row) for row in zip(*a)]


def joint(moves, movers, n):
    """Of movers together: sequences of moves of which no two in a row are of one mover."""
    first = {i: moves[i] for i in movers}  # sequences by who moves first, longer in each round
    while True:
        rest = {i: either([first[j] for j in movers if j != i], n) for i in movers}
        longer = {i: either([first[i], product(moves[i], rest[i])], n) for i in movers}
        if longer == first:
            return either(list(first.values()), n)
        first = longer


def matrices(graph, concept):
    """The states stable for each party by the formulas of the matrix method, whose table N lacks the diagonal."""
    n, found = len(graph.members) - 1, []
    table = lambda holds: [[int(holds(s, q)) for q in range(1, n + 1)] for s in range(1, n + 1)]
    moves = [table(lambda s, q, of=of: q in of[s]) for of in graph.moves]
    plus = [table(lambda s, q, i=i: q in graph.improvements(i, s)) for i in range(len(graph.moves))]
    for i in range(len(graph.moves)):
        prefers = table(lambda s, q: graph.prefers(i, q, s))  # noqa: B023
        neither = table(lambda s, q: s != q and not graph.prefers(i, q, s))  # noqa: B023
        others = [j for j in range(len(graph.moves)) if j != i]
        reach = joint(plus if concept == "seq" else moves, others, n) if others else [[0] * n for _ in range(n)]
        sanctions = transposed(neither)
        if concept == "smr":
            sanctions = both(sanctions, complement(product(moves[i], transposed(prefers))))
        free = product(plus[i], complement(product(reach, sanctions)))
        if concept == "nash":
            free = product(plus[i], [[1] * n] * n)
        found.append({s for s in range(1, n + 1) if not free[s - 1][s - 1]})
    return found
