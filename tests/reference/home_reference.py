# SPDX-License-Identifier: Apache-2.0
"""The slow reference for what lies around a conflict: what lapses, who ratifies, whom the deadlock hurts, who pays
for backing down. Like truce_reference.py it is the definitions, written as Python, and shares nothing with the
engine.

Everything takes a Graph of that reference. A statement is a tree or a text.
"""

from dataclasses import replace
from itertools import combinations

import truce_reference as reference

# ------------------------------------------------------------------- expiry


class Wrong(Exception):
    """A state that does not come to rest in a state: (state, what is wrong)."""


def applied(model, entry, member):
    """What an entry makes of one combination (or of the state of a plain graph): itself where it does not apply. An
    entry is (statement, what it becomes): {option id: level name}, or a state's name."""
    when, becomes = entry
    if not reference.holds(model, when, [member]):
        return member
    if model.names is not None:
        return becomes
    return tuple(o.levels.index(becomes[o.id]) if o.id in becomes else level
                 for o, level in zip(model.options, member))


def lapsed_member(model, expiries, member):
    """What one combination turns into."""
    met = [member]
    while True:
        before, is_changed = member, False
        for entry in expiries:
            after = applied(model, entry, member)
            is_changed = is_changed or after != member
            member = after
        if not is_changed:
            return before
        if member in met:
            raise ValueError("circle")
        met.append(member)


def lapse(graph, expiries):
    """[0, what state 1 turns into, ...]"""
    model = graph.model
    state_of = {member: s for s in graph.states() for member in graph.members[s]}
    ends = [0]
    for s in graph.states():
        found = None
        for member in graph.members[s]:
            try:
                end = lapsed_member(model, expiries, member)
            except ValueError:
                raise Wrong(s, "circle") from None
            if end not in state_of:
                raise Wrong(s, "feasible")
            if found not in (None, state_of[end]):
                raise Wrong(s, "different states")
            found = state_of[end]
        ends.append(found)
    return ends


def settled(model, expiries, place, member, state_of):
    """The state to which entry number `place` leads from a combination that it changes; where that is no state, those
    after it in the list settle too, round and round, until there is one. None: there never is."""
    member, met = applied(model, expiries[place], member), set()
    while member not in state_of:
        if (place, member) in met:
            return None
        met.add((place, member))
        place = (place + 1) % len(expiries)
        member = applied(model, expiries[place], member)
    return state_of[member]


def lapses(graph, expiries):
    """[{}, the states into which state 1 lapses in one step, ...]: of each member, by each entry that changes it."""
    model = graph.model
    state_of = {member: s for s in graph.states() for member in graph.members[s]}
    found = [set()]
    for s in graph.states():
        found.append({
            settled(model, expiries, place, member, state_of)
            for member in graph.members[s]
            for place, entry in enumerate(expiries)
            if applied(model, entry, member) != member
        } - {None, s})
    return found


def after_expiry(graph, ends):
    """The same states and moves, valued by what they turn into."""
    ranks = [reference.dense_ranks({s: of_party[ends[s]] for s in graph.states()}) for of_party in graph.ranks]
    return replace(graph, ranks=ranks, replies={})


# ------------------------------------------------------------- ratification


def where(graph, statement):
    return [s for s in graph.states() if reference.holds(graph.model, statement, graph.members[s])]


def worst(ranks, states):
    """What one can count on: the lowest rank among the states, and the first state that has it."""
    return min((ranks[s], s) for s in states)


def no_deal(graph, no_deals, party, ranks):
    """What the party (by its number) has without an agreement, in the eyes of whoever has these ranks."""
    statement = no_deals.get(graph.model.parties[party])
    return worst(ranks, where(graph, statement) if statement is not None else [graph.status_quo])


class Home:
    """`actors`: a list of (id, ranks, weight); `rule` and `quota` as in the file; `reversion` and `agreements` are
    statements or None."""

    def __init__(self, graph, party, rule, quota, actors, reversion, agreements, no_deals):
        self.voted = set(where(graph, agreements if agreements is not None else ("true",)))
        self.graph, self.party, self.rule, self.quota, self.actors = graph, party, rule, quota, actors
        self.reversion = []
        for _, ranks, _ in actors:
            if reversion is not None:
                self.reversion.append(worst(ranks, where(graph, reversion)))
            else:
                self.reversion.append(no_deal(graph, no_deals, party, ranks))

    def consents(self, state):
        return {i for i, (_, ranks, _) in enumerate(self.actors)
                if state in self.voted and ranks[state] >= self.reversion[i][0]}

    def is_enough(self, who):
        if self.rule == "unanimity":
            return len(who) == len(self.actors)
        if self.rule == "majority":
            return 2 * len(who) > len(self.actors)
        if self.rule == "quota":
            return len(who) >= self.quota
        return sum(self.actors[i][2] for i in who) >= self.quota

    def ratifies(self, state):
        """Or is not asked."""
        return state not in self.voted or self.is_enough(self.consents(state))

    def win_set(self):
        return [s for s in self.graph.states() if s in self.voted and self.ratifies(s)]

    def missing(self, state):
        """The least sets of actors who refuse and whose consent would be enough."""
        consent = self.consents(state)
        refuse = [i for i in range(len(self.actors)) if i not in consent]
        for size in range(1, len(refuse) + 1):
            sets = [c for c in combinations(refuse, size) if self.is_enough(consent | set(c))]
            if sets:
                return sets
        return []

    def needed(self, state):
        """Those who refuse and without whom the consent of all others is not enough."""
        everybody = set(range(len(self.actors))) if state in self.voted else set()
        return [i for i in sorted(everybody - self.consents(state)) if not self.is_enough(everybody - {i})]


# ----------------------------------------------------------- audience costs


def demoted(graph, party, backs_down, depth):
    """What every state is worth to the party when having backed down costs `depth` ranks."""
    down = set(where(graph, backs_down))
    return [0] + [graph.ranks[party][s] - (depth if s in down else 0) for s in graph.states()]


def on_the_line(graph, escalated, backs_down):
    down = set(where(graph, backs_down))
    return [s for s in where(graph, escalated) if s not in down]


def tempted(graph, party, escalated, backs_down, depth):
    """Escalated states from which a move that backs down is an improvement."""
    worth, down = demoted(graph, party, backs_down, depth), set(where(graph, backs_down))
    return [
        s
        for s in on_the_line(graph, escalated, backs_down)
        if any(worth[to] > worth[s] for to in graph.moves[party][s] & down)
    ]


def acceptable(graph, no_deals, party, worth):
    """States that the party with these worths does not rank below its no deal."""
    floor = no_deal(graph, no_deals, party, worth)[0]
    return {s for s in graph.states() if worth[s] >= floor}


# ------------------------------------------------------------------ ripeness


def reachable(graph, state, lapsing=None):
    """What all parties together can bring about from a state by legal sequences, and what lapses on the way where
    `lapsing` says so: pairs (state, who moved last), after a lapse None."""
    seen, todo = set(), [(state, None)]
    while todo:
        at, last = todo.pop()
        for to in lapsing[at] if lapsing else ():
            if (to, None) not in seen:
                seen.add((to, None))
                todo.append((to, None))
        for party, moves in enumerate(graph.moves):
            for to in moves[at] if party != last else ():
                if (to, party) not in seen:
                    seen.add((to, party))
                    todo.append((to, party))
    return {to for to, _ in seen}


class Ripe:
    """`pains`: {party id: statement}; `asked`: the parties to the deadlock, by number; `lapsing`: as for
    reachable()."""

    def __init__(self, graph, state, pains, asked, lapsing=None):
        self.graph, self.state, self.asked, self.lapsing = graph, state, asked, lapsing
        self.hurt = {
            p: graph.model.parties[p] in pains
            and reference.holds(graph.model, pains[graph.model.parties[p]], graph.members[state])
            for p in range(len(graph.model.parties))
        }

    def is_hurting(self):
        return all(self.hurt[p] for p in self.asked)

    def better(self, parties):
        return {s for s in self.graph.states() if all(self.graph.prefers(p, s, self.state) for p in parties)}

    def ways_out(self):
        return self.better(self.asked) & reachable(self.graph, self.state, self.lapsing)
