# SPDX-License-Identifier: Apache-2.0
"""The slow reference: conflict analysis straight from the definitions, to be read as much as to be run.

The engine is fast because it never looks at most of what it decides. This file looks at everything. States are found
by trying every combination of levels, moves by comparing every pair of states, replies by walking every legal
sequence, and each solution concept is the sentence that defines it, written in Python. It shares no code and no idea
with the engine, so that an agreement between the two means something.

Order of reading
    1  Model        what an analyst says
    2  statements   their grammar and their truth, in three values where a state has several members
    3  Graph        states, moves and preferences that follow from a model
    4  sequences    what a group of parties can bring about
    5  concepts     Nash, GMR, SMR, SEQ and symmetric SEQ
    6  coalitions   what parties can do together
    7  witnesses    does a printed reason prove what it claims?

States carry numbers from 1. A rank counts from 1, the worst.
"""

import operator
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, product

# ------------------------------------------------------------------ 1 Model


@dataclass
class Option:
    id: str
    party: int
    levels: list = field(default_factory=lambda: ["no", "yes"])
    moves: str = "both"  # both, up, down, none
    step: int = 0  # 1: only to a neighbouring level


@dataclass
class Model:
    """A model as trees; where a statement is expected, a text will do as well (see `tree_of`)."""

    parties: list
    options: list = field(default_factory=list)
    names: list = None  # plain graph: the names of the states, instead of options
    rules: list = field(default_factory=list)  # a combination that breaks one does not exist
    coalesce: list = field(default_factory=list)
    outcomes: dict = field(default_factory=dict)  # id -> statement
    status_quo: object = None  # {option id: level name}, the others at their first level; or a number
    # party id -> ("order", [[statement, ...], ...]) an item holds when any of its statements does
    #             ("rank", [[item, ...], ...])       best first; an item is a statement, a number or "rest"
    #             ("weigh", [(statement, Fraction), ...])
    preferences: dict = field(default_factory=dict)
    moves: dict = None  # party id -> [(from, to), ...] instead of the moves that follow from options
    # party id -> how strong its preferences are: with an order a mark for each item, 0 for none; with a ranking one
    #             for each place but the last, between it and the next; with weights the differences of degree 2, 3,
    #             and so on
    marks: dict = field(default_factory=dict)

    def option(self, id_):
        return next((o for o in self.options if o.id == id_), None)


# ------------------------------------------------------------- 2 statements
#
# A tree is a tuple whose first member says what it is:
#     ("true",) ("false",) ("atom", option, relation, (level, ...)) ("state", name) ("outcome", id)
#     ("not", a) ("and", a, b) ("or", a, b) ("implies", a, b) ("iff", a, b)
#     ("exactly", n, (a, b, ...)) ("at most", n, (...)) ("at least", n, (...))
# Relations: taken (the bare option), = != < <= > >= in.

TOKEN = re.compile(r"\s*(<->|->|<=|>=|!=|[=<>!&|(),]|[A-Za-z0-9_]+)")
WORDS = {"!": "not", "&": "and", "|": "or", "->": "implies", "<->": "iff"}
RELATIONS = ("=", "!=", "<=", ">=", "<", ">")
NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


class Parser:
    """Recursive descent, one function per line of the grammar, loosest first.

    iff     :=  implies { iff implies }
    implies :=  or [ implies implies | if or ]         A if B is B implies A; chains with `if` are refused
    or      :=  and { or and }
    and     :=  not { and not }
    not     :=  not not | "(" iff ")" | count | atom
    count   :=  ( exactly | at most | at least ) N of "(" iff { "," iff } ")"
    """

    def __init__(self, model, text):
        self.model, self.tokens, at = model, [], 0
        text = text.rstrip()
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise ValueError(f"cannot read {text[at:]!r}")
            self.tokens.append(WORDS.get(match[1], match[1]))
            at = match.end()
        self.tokens.append("")

    def take(self, *wanted):
        if self.tokens[0] in wanted:
            return self.tokens.pop(0)
        return None

    def need(self, wanted):
        if self.take(wanted) is None:
            raise ValueError(f"expected {wanted!r} before {self.tokens[0]!r}")

    def whole(self):
        tree = self.iff()
        self.need("")
        return tree

    def iff(self):
        tree = self.implies()
        while self.take("iff"):
            tree = ("iff", tree, self.implies())
        return tree

    def implies(self, is_chain=False):
        tree = self.either()
        if self.take("implies"):
            return ("implies", tree, self.implies(is_chain=True))
        if not is_chain and self.take("if"):
            return ("implies", self.either(), tree)
        return tree

    def either(self):
        tree = self.both()
        while self.take("or"):
            tree = ("or", tree, self.both())
        return tree

    def both(self):
        tree = self.negated()
        while self.take("and"):
            tree = ("and", tree, self.negated())
        return tree

    def negated(self):
        if self.take("not"):
            return ("not", self.negated())
        if self.take("("):
            tree = self.iff()
            self.need(")")
            return tree
        if self.tokens[0] == "at" and self.tokens[1] in ("most", "least"):
            return self.count("at " + self.tokens[1], self.tokens[2:])
        if self.tokens[0] == "exactly" and self.tokens[2:4] == ["of", "("]:
            return self.count("exactly", self.tokens[1:])
        return self.atom()

    def count(self, how, rest):
        number, self.tokens = rest[0], rest[1:]
        self.need("of")
        self.need("(")
        operands = [self.iff()]
        while self.take(","):
            operands.append(self.iff())
        self.need(")")
        return (how, NUMBERS.index(number) + 1 if number in NUMBERS else int(number), tuple(operands))

    def atom(self):
        name = self.tokens.pop(0)
        if name in ("true", "false"):
            return (name,)
        option = self.model.option(name)
        if option:
            return self.comparison(option)
        if name in self.model.outcomes:
            return ("outcome", name)
        if name in (self.model.names or ()):
            return ("state", name)
        raise ValueError(f"{name!r} is not known")

    def comparison(self, option):
        if self.take("in"):
            self.need("(")
            levels = [self.level(option)]
            while self.take(","):
                levels.append(self.level(option))
            self.need(")")
            return ("atom", option.id, "in", tuple(levels))
        relation = self.take(*RELATIONS)
        if relation:
            return ("atom", option.id, relation, (self.level(option),))
        return ("atom", option.id, "taken", ())

    def level(self, option):
        name = self.tokens.pop(0)
        if name not in option.levels:
            raise ValueError(f"{option.id} has no level {name!r}")
        return name


def tree_of(model, statement):
    return Parser(model, statement).whole() if isinstance(statement, str) else statement


def atom_holds(model, atom, member):
    """Whether the atom holds for one member: a tuple of levels, or in a plain graph the name of the state."""
    if atom[0] == "state":
        return member == atom[1]
    _, option_id, relation, names = atom
    for place, option in enumerate(model.options):
        if option.id == option_id:
            break
    level = member[place]
    if relation == "taken":
        return level > 0
    if relation == "in":
        return level in [option.levels.index(name) for name in names]
    return COMPARED[relation](level, option.levels.index(names[0]))


COMPARED = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
            ">=": operator.ge}
COUNTS = {"exactly": operator.eq, "at most": operator.le, "at least": operator.ge}


def value(model, tree, members):
    """True, False, or None for unknown: the strong three-valued logic of Kleene.

    An atom is known in a state when every member of the state gives it the same value. With one member nothing is
    ever unknown. An outcome stands for its statement.
    """
    kind = tree[0]
    if kind in ("true", "false"):
        return kind == "true"
    if kind in ("atom", "state"):
        if len(members) == 1:
            return atom_holds(model, tree, members[0])
        values = {atom_holds(model, tree, member) for member in members}
        return values.pop() if len(values) == 1 else None
    if kind == "outcome":
        return value(model, tree_of(model, model.outcomes[tree[1]]), members)
    if kind in COUNTS:
        values = [value(model, operand, members) for operand in tree[2]]
        possible = range(values.count(True), values.count(True) + values.count(None) + 1)
        verdicts = {COUNTS[kind](count, tree[1]) for count in possible}
        return verdicts.pop() if len(verdicts) == 1 else None
    a = value(model, tree[1], members)
    if kind == "not":
        return None if a is None else not a
    b = value(model, tree[2], members)
    if kind == "iff":
        return None if a is None or b is None else a == b
    if kind == "implies":
        kind, a = "or", None if a is None else not a
    decisive = kind == "or"  # a true side decides "or", a false side decides "and"
    if a is decisive or b is decisive:
        return decisive
    return None if a is None or b is None else not decisive


def holds(model, statement, members):
    """Unknown counts as false."""
    return value(model, tree_of(model, statement), members) is True


# ------------------------------------------------------------------ 3 Graph


@dataclass
class Graph:
    """The graph model. Lists over states have an unused entry 0, so that numbers are indices."""

    model: Model
    combinations: int
    members: list  # of each state: tuples of levels (one, unless coalesced) or one name
    codes: list
    moves: list  # moves[party][state]: the set of states it can move to
    ranks: list  # ranks[party][state]
    outcomes: list  # ids that hold in each state
    status_quo: int  # 0: none
    replies: dict = field(default_factory=dict)  # what `sequences` has found already
    worths: list = None  # worths[party][state], what the ranks were made of

    def states(self):
        return range(1, len(self.members))

    def prefers(self, party, a, b):
        """The party strictly prefers a to b."""
        return self.ranks[party][a] > self.ranks[party][b]

    def degree(self, party, a, b):
        """The degree by which the party prefers a to b: 0 if it does not, 1 if no mark says more."""
        if not self.prefers(party, a, b):
            return 0
        id_ = self.model.parties[party]
        kind, marks = self.model.preferences[id_][0], self.model.marks.get(id_, [])
        x, y = self.worths[party][a], self.worths[party][b]
        if kind == "weigh":
            return 1 + sum(x - y >= least for least in marks)
        if kind == "rank":  # places are negative, the best is 0
            return max([1] + marks[-x : -y])
        deciding = next(i for i, (p, q) in enumerate(zip(x, y)) if p != q)
        return next((mark for mark in marks[deciding:] if mark), 1)  # a mark holds for all that stands above it

    def improvements(self, party, state):
        return {to for to in self.moves[party][state] if self.prefers(party, to, state)}


def feasible_combinations(model):
    """Every combination that keeps all rules, in the order of codes: the first option varies fastest."""
    rules = [tree_of(model, rule) for rule in model.rules]
    sizes = [range(len(o.levels)) for o in model.options]
    for backwards in product(*reversed(sizes)):
        combination = backwards[::-1]
        if all(value(model, rule, [combination]) for rule in rules):
            yield combination


def coalesced(model, combinations):
    """Groups of combinations: all that make one and the same coalescing statement true belong together, and so do
    groups that share a combination. A group stands where its first combination stood."""
    groups = [[c] for c in combinations]
    for statement in model.coalesce:
        tree = tree_of(model, statement)
        one = [g for g in groups if any(value(model, tree, [c]) for c in g)]
        if one:
            groups = [g for g in groups if g not in one] + [sorted(sum(one, []), key=lambda c: c[::-1])]
    return sorted(groups, key=lambda g: g[0][::-1])


def code_of(model, members):
    if model.names is not None:
        return members[0]
    code = ""
    for place, option in enumerate(model.options):
        levels = {member[place] for member in members}
        alphabet = "NY" if option.levels == ["no", "yes"] else "0123456789abcdefghijklmnopqrstuvwxyz"
        code += alphabet[levels.pop()] if len(levels) == 1 else "-"
    return code


def may_change(option, before, after):
    """Whether the option's owner may take it from one level to another."""
    if before == after:
        return True
    if option.step and abs(after - before) > option.step:
        return False
    return option.moves == "both" or option.moves == ("up" if after > before else "down")


def own_moves(model, party, before):
    """Every combination the party can make of `before` by itself: any number of its own options at once, nothing of
    the others', and nothing in between has to exist."""
    choices = [
        [after for after in range(len(option.levels)) if may_change(option, level, after)]
        if option.party == party
        else [level]
        for option, level in zip(model.options, before)
    ]
    return set(product(*choices)) - {before}


def moves_of(model, party, members):
    """One state has a move to another when any of its members has a move to any of the other's."""
    moves = [set() for _ in members]
    if model.moves is not None or model.names is not None:
        for a, b in (model.moves or {}).get(model.parties[party], []):
            moves[a].add(b)
        return moves
    state_of = {combination: s for s in range(1, len(members)) for combination in members[s]}
    for before, a in state_of.items():
        moves[a] |= {state_of[after] for after in own_moves(model, party, before) if after in state_of} - {a}
    return moves


def worths_of(model, party, members):
    """A worth for every state: more is better. Only the order of worths means anything."""
    states = range(1, len(members))
    kind, items = model.preferences.get(model.parties[party], ("none", []))
    if kind == "order":
        items = [[tree_of(model, statement) for statement in item] for item in items]
        return {s: tuple(any(holds(model, t, members[s]) for t in item) for item in items) for s in states}
    if kind == "weigh":
        items = [(tree_of(model, statement), weight) for statement, weight in items]
        return {s: sum((w for t, w in items if holds(model, t, members[s])), Fraction(0)) for s in states}
    if kind == "rank":
        return ranked(model, items, members)
    return {s: 0 for s in states}


def ranked(model, groups, members):
    """Groups from best to worst. A number names a state, a statement takes all states that nothing above it has
    taken, `rest` stands for the states that no other item takes, wherever it is written."""
    worth, rest = {}, None
    for place, group in enumerate(groups):
        for item in group:
            if item == "rest":
                rest = -place
            elif isinstance(item, int):
                worth.setdefault(item, -place)
            else:
                for s in range(1, len(members)):
                    if s not in worth and holds(model, item, members[s]):
                        worth[s] = -place
    for s in range(1, len(members)):
        if s not in worth:
            assert rest is not None, f"state {s} is not ranked"
            worth[s] = rest
    return worth


def dense_ranks(worths):
    rank = {worth: place for place, worth in enumerate(sorted(set(worths.values())), 1)}
    return [0] + [rank[worths[s]] for s in sorted(worths)]


def status_quo_of(model, members):
    quo = model.status_quo
    if quo is None or isinstance(quo, int):
        return quo or 0
    if isinstance(quo, str):
        return next(s for s in range(1, len(members)) if members[s] == [quo])
    levels = tuple(o.levels.index(quo.get(o.id, o.levels[0])) for o in model.options)
    return next(s for s in range(1, len(members)) if levels in members[s])


def build(model):
    if model.names is not None:
        combinations, members = len(model.names), [None] + [[name] for name in model.names]
    else:
        combinations = 1
        for option in model.options:
            combinations *= len(option.levels)
        members = [None] + coalesced(model, feasible_combinations(model))
    outcomes = [(id_, tree_of(model, statement)) for id_, statement in model.outcomes.items()]
    everyone = range(len(model.parties))
    worths = [worths_of(model, party, members) for party in everyone]
    return Graph(
        model,
        combinations,
        members,
        [""] + [code_of(model, m) for m in members[1:]],
        [moves_of(model, party, members) for party in everyone],
        [dense_ranks(of_party) for of_party in worths],
        [[]] + [[id_ for id_, tree in outcomes if holds(model, tree, m)] for m in members[1:]],
        status_quo_of(model, members),
        worths=worths,
    )


# -------------------------------------------------------------- 4 sequences


def sequences(graph, party, start, improving):
    """What the parties other than `party` can bring about from `start` by legal sequences.

    A legal sequence has at least one move and nobody moves twice in a row. When `improving`, every move must be to a
    state that its mover prefers to the one just before. The answer maps every pair (state, last mover) to the pair
    before it, or to None after the first move; the pair is what decides how a sequence may go on.
    """
    key = (party, start, improving)
    if key not in graph.replies:
        found, waiting = {}, [(start, None)]
        for pair in waiting:  # grows while we walk along it
            state, last = pair
            for mover in range(len(graph.moves)):
                if mover in (party, last):
                    continue
                for to in graph.improvements(mover, state) if improving else graph.moves[mover][state]:
                    if (to, mover) not in found:
                        found[to, mover] = pair if last is not None else None
                        waiting.append((to, mover))
        graph.replies[key] = found
    return graph.replies[key]


def reachable(graph, party, start, improving=False):
    """The states in which those sequences can end; `start` itself may be one."""
    return {state for state, _ in sequences(graph, party, start, improving)}


# --------------------------------------------------------------- 5 concepts
#
# Each takes a graph, a party and a state, and says whether the state is stable for the party.


def nash(graph, party, state):
    """Nash stability: the party has no improvement."""
    return not graph.improvements(party, state)


def gmr(graph, party, state):
    """General metarationality: after each improvement the others can bring about a state that the party does not
    prefer to where it started, by whatever moves."""
    return all(
        any(not graph.prefers(party, reply, state) for reply in reachable(graph, party, improvement))
        for improvement in graph.improvements(party, state)
    )


def smr(graph, party, state):
    """Symmetric metarationality: as GMR, and from the state brought about no single move of the party leads to a
    state that it prefers to where it started."""
    return all(
        any(
            not graph.prefers(party, reply, state)
            and all(not graph.prefers(party, counter, state) for counter in graph.moves[party][reply])
            for reply in reachable(graph, party, improvement)
        )
        for improvement in graph.improvements(party, state)
    )


def seq(graph, party, state):
    """Sequential stability: as GMR, with replies made of improvements of their movers only."""
    return all(
        any(not graph.prefers(party, reply, state) for reply in reachable(graph, party, improvement, improving=True))
        for improvement in graph.improvements(party, state)
    )


def sseq(graph, party, state):
    """Symmetric sequential stability: as SMR, with replies made of improvements of their movers only."""
    return all(
        any(
            not graph.prefers(party, reply, state)
            and all(not graph.prefers(party, counter, state) for counter in graph.moves[party][reply])
            for reply in reachable(graph, party, improvement, improving=True)
        )
        for improvement in graph.improvements(party, state)
    )


def gmr_strong(graph, party, state, degree):
    """As GMR, and what the others bring about is a loss of that degree to the party."""
    return all(
        any(graph.degree(party, state, reply) >= degree for reply in reachable(graph, party, improvement))
        for improvement in graph.improvements(party, state)
    )


def smr_strong(graph, party, state, degree):
    """As SMR, and both what the others bring about and wherever the party moves from there are losses of that
    degree."""
    return all(
        any(
            graph.degree(party, state, reply) >= degree
            and all(graph.degree(party, state, counter) >= degree for counter in graph.moves[party][reply])
            for reply in reachable(graph, party, improvement)
        )
        for improvement in graph.improvements(party, state)
    )


def seq_strong(graph, party, state, degree):
    """As SEQ, and what the others bring about is a loss of that degree to the party. Their own improvements may be of
    any degree."""
    return all(
        any(
            graph.degree(party, state, reply) >= degree
            for reply in reachable(graph, party, improvement, improving=True)
        )
        for improvement in graph.improvements(party, state)
    )


def sseq_strong(graph, party, state, degree):
    """As symmetric SEQ, with losses of that degree."""
    return all(
        any(
            graph.degree(party, state, reply) >= degree
            and all(graph.degree(party, state, counter) >= degree for counter in graph.moves[party][reply])
            for reply in reachable(graph, party, improvement, improving=True)
        )
        for improvement in graph.improvements(party, state)
    )


STRONG = {"gmr": gmr_strong, "smr": smr_strong, "seq": seq_strong, "sseq": sseq_strong}

CONCEPTS = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq}


def solve(graph, concepts=tuple(CONCEPTS)):
    """{concept: [set of stable states for each party]}"""
    return {
        c: [{s for s in graph.states() if CONCEPTS[c](graph, p, s)} for p in range(len(graph.moves))]
        for c in concepts
    }


def mixed(graph, behaviour):
    """Mixed behaviour, {party id: concept}: each party judges by its own concept. The sets as in `solve`."""
    return [{s for s in graph.states() if CONCEPTS[behaviour[id_]](graph, p, s)}
            for p, id_ in enumerate(graph.model.parties)]


def is_tied(graph, state):
    """Whether some party has a move to a state that it likes just as well."""
    return any(ranks[to] == ranks[state] for moves, ranks in zip(graph.moves, graph.ranks) for to in moves[state])


def equilibria(graph, stable):
    """States stable for every party, given one concept's sets."""
    return [s for s in graph.states() if all(s in of_party for of_party in stable)]


# ------------------------------------------------------------- 6 coalitions
#
# A group is a frozen set of parties.


def groups(graph):
    """Every group but the empty one, small ones first."""
    parties = range(len(graph.moves))
    return [frozenset(g) for size in range(1, len(parties) + 1) for g in combinations(parties, size)]


def brought_about(graph, group, start, improving=False):
    """Where legal sequences of the group's members end."""
    key = (group, start, improving)
    if key not in graph.replies:
        found, waiting = set(), [(start, None)]
        for state, last in waiting:
            for mover in group - {last}:
                for to in graph.improvements(mover, state) if improving else graph.moves[mover][state]:
                    if (to, mover) not in found:
                        found.add((to, mover))
                        waiting.append((to, mover))
        graph.replies[key] = {state for state, _ in found}
    return graph.replies[key]


def better_for(graph, group, state, start, weak=False):
    """Whether the state is an improvement on the start for the group: every member prefers it; in the weak sense
    nobody likes it less and somebody prefers it."""
    if not weak:
        return all(graph.prefers(p, state, start) for p in group)
    nobody_loses = not any(graph.prefers(p, start, state) for p in group)
    return nobody_loses and any(graph.prefers(p, state, start) for p in group)


def joint_improvements(graph, group, start, weak=False):
    return {x for x in brought_about(graph, group, start) if better_for(graph, group, x, start, weak)}


def answers(graph, group, x, concept):
    """What the parties outside the group can bring about from x, as the concept lets them."""
    others = frozenset(range(len(graph.moves))) - group
    return brought_about(graph, others, x, concept in ("seq", "sseq")) if concept != "nash" else set()


def is_held(graph, group, start, concept, weak, x):
    """Whether the others can answer the group's improvement to x."""
    for y in answers(graph, group, x, concept):
        if better_for(graph, group, y, start, weak):
            continue
        escapes = brought_about(graph, group, y) if concept in ("smr", "sseq") else set()
        if not any(better_for(graph, group, z, start, weak) for z in escapes):
            return True
    return False


def is_stable_for(graph, group, start, concept, weak=False):
    return all(is_held(graph, group, start, concept, weak, x) for x in joint_improvements(graph, group, start, weak))


def strong_equilibria(graph, weak=False):
    return [s for s in graph.states() if all(is_stable_for(graph, g, s, "nash", weak) for g in groups(graph))]


def jumps(graph, among, weak=False, asked=None):
    """(from, to, group) between the states of a list: of the groups of two or more that can make the jump, those of
    which no part can."""
    found = []
    for s in among:
        able = {q: [] for q in among}
        for group in asked or groups(graph):
            for q in joint_improvements(graph, group, s, weak) & set(among) if len(group) > 1 else ():
                able[q].append(group)
        found += [(s, q, g) for q in among for g in able[q] if not any(other < g for other in able[q])]
    return found


# -------------------------------------------------------------- 7 witnesses


def check_witness(graph, verdict):
    """Complaints about one verdict of `truce explain --format json`; none when it proves what it says."""
    complaints = []
    party = graph.model.parties.index(verdict["party"])
    state, concept = verdict["state"], verdict["concept"]
    shown = verdict["improvements"]
    where = f"state {state}, {verdict['party']}, {concept}: "
    if verdict["code"] != graph.codes[state]:
        complaints.append(f"{where}code {verdict['code']}")
    if verdict["stable"] != CONCEPTS[concept](graph, party, state):
        complaints.append(f"{where}stable is {verdict['stable']}")
    targets = [i["to"] for i in shown]
    if targets != sorted(set(targets)) or not set(targets) <= graph.improvements(party, state):
        complaints.append(f"{where}improvements {targets}")
    if verdict["stable"] and set(targets) != graph.improvements(party, state):
        complaints.append(f"{where}not every improvement is dealt with")
    if concept == "nash" and verdict["stable"] != (not shown):
        complaints.append(f"{where}Nash is about having an improvement")
    if concept != "nash" and verdict["stable"] != all(i["sanctioned"] for i in shown):
        complaints.append(f"{where}sanctions do not decide the verdict")
    for improvement in shown:
        if improvement["code"] != graph.codes[improvement["to"]]:
            complaints.append(f"{where}code {improvement['code']}")
        if concept == "nash":
            wrong = "Nash knows no sanction" if improvement["sanctioned"] else None
        elif improvement["sanctioned"]:
            wrong = wrong_in_sanction(graph, party, state, concept, improvement)
        else:
            wrong = wrong_in_reach(graph, party, state, concept, improvement)
        if wrong:
            complaints.append(f"{where}after {improvement['to']}: {wrong}")
    return complaints


def is_step(graph, party, concept, before, last, mover, after):
    """Whether `mover` may take the others' sequence on from `before`, where `last` moved before it."""
    if mover in (party, last) or after not in graph.moves[mover][before]:
        return False
    return concept not in ("seq", "sseq") or graph.prefers(mover, after, before)


def wrong_in_sanction(graph, party, state, concept, improvement):
    if not improvement["replies"]:
        return "a sanction needs a reply"
    at, last = improvement["to"], None
    for reply in improvement["replies"]:
        mover = graph.model.parties.index(reply["party"])
        if not is_step(graph, party, concept, at, last, mover, reply["to"]):
            return f"{reply['party']} cannot move from {at} to {reply['to']} there"
        at, last = reply["to"], mover
    if graph.prefers(party, at, state):
        return f"{at} is better for the party than {state}"
    counters = improvement.get("counters") or []
    if concept in ("gmr", "seq"):
        return "counter-moves do not belong here" if counters else None
    if counters != sorted(graph.moves[party][at]):
        return f"counter-moves {counters}, not {sorted(graph.moves[party][at])}"
    better = [c for c in counters if graph.prefers(party, c, state)]
    return f"counter-moves {better} lead out of the sanction" if better else None


def wrong_in_reach(graph, party, state, concept, improvement):
    reach = improvement["reach"]
    for index, entry in enumerate(reach):
        parent = entry["parent"]
        if parent is not None and not 0 <= parent < index:
            return f"entry {index} has the parent {parent}"
        at = improvement["to"] if parent is None else reach[parent]["state"]
        last = None if parent is None else graph.model.parties.index(reach[parent]["party"])
        mover = graph.model.parties.index(entry["party"])
        if not is_step(graph, party, concept, at, last, mover, entry["state"]):
            return f"{entry['party']} cannot move from {at} to {entry['state']} there"
        escape = entry["escape"]
        if escape is None and not graph.prefers(party, entry["state"], state):
            return f"{entry['state']} is a sanction"
        if escape is not None and (
            concept in ("gmr", "seq")
            or escape not in graph.moves[party][entry["state"]]
            or not graph.prefers(party, escape, state)
        ):
            return f"{entry['state']} cannot be escaped by {escape}"
    everything = reachable(graph, party, improvement["to"], concept in ("seq", "sseq"))
    missing = everything - {entry["state"] for entry in reach}
    return f"the others can also bring about {sorted(missing)}" if missing else None


# ----------------------------------------------------------- 7 open models
#
# A preference of an open model is ("either", [preference, ...]), or an order of which an item may be
# ("either", [[statement, ...], ...]): the alternatives, each statements in order; "true" is nothing.


def completions(preference):
    """[(preference of which all is known, {path behind "preferences.PARTY": alternative from 1}), ...]"""
    kind, items = preference
    if kind == "either":
        return [(known, {"": place, **{f".either.{place}{path}": taken for path, taken in choices.items()}})
                for place, alternative in enumerate(items, 1) for known, choices in completions(alternative)]
    made = [([], {})]
    for place, item in enumerate(items, 1):
        if kind == "order" and item[0] == "either":
            made = [(so_far + [[statement] for statement in alternative],
                     {**choices, f".order.{place}": taken})
                    for so_far, choices in made for taken, alternative in enumerate(item[1], 1)]
        else:
            made = [(so_far + [item], choices) for so_far, choices in made]
    return [((kind, so_far), choices) for so_far, choices in made]


def all_completions(model):
    """[(model of which all is known, {path of an `either`: alternative from 1}), ...]"""
    made = [({}, {})]
    for party, preference in model.preferences.items():
        made = [({**known, party: one}, {**choices, **{f"preferences.{party}{p}": t for p, t in more.items()}})
                for known, choices in made for one, more in completions(preference)]
    return [(replace(model, preferences=known), choices) for known, choices in made]


def solve_open(model, concepts=tuple(CONCEPTS)):
    """{concept: (certainly stable, perhaps stable: sets for each party; certain and possible equilibria)}, from every
    completion of the whole model."""
    graphs = [build(known) for known, _ in all_completions(model)]
    solved = [solve(graph, concepts) for graph in graphs]
    answer = {}
    for c in concepts:
        parties = range(len(model.parties))
        certain = [set.intersection(*(one[c][p] for one in solved)) for p in parties]
        possible = [set.union(*(one[c][p] for one in solved)) for p in parties]
        held = [set(equilibria(graph, one[c])) for graph, one in zip(graphs, solved)]
        answer[c] = (certain, [a - b for a, b in zip(possible, certain)], set.intersection(*held),
                     set.union(*held) - set.intersection(*held))
    return answer
