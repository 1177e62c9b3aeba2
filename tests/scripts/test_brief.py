#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The brief: the page is complete, agrees with the reference, and lets nothing through.

    test_brief.py TRUCE [--models N] [--seed S] [--accept]

- On random models: the page is well formed HTML whose every link has its target; every verdict, every count in
  its table and every statement about today is what the slow reference finds. Targets are chosen by their rule. Every
  sentence of summary and article is one by rule: a capital, a stop, no word twice, no empty place.
- On every case the summary and the article are short, in sentences that are, without ids and without words that a
  brief has not.
- On models in which every text is hostile: all tags, attributes and scripts are the page's own; names are isolated.
- Markdown and plain text have the letters of the page; the summary alone is a whole page.
- The page asks for nothing: no address, no event attribute, no style attribute; its policy allows its own style and
  script.
- The brief of the Doha case in the repository is what the command makes (--accept records it anew).
"""

import base64
import copy
import functools
import hashlib
import html.parser
import json
import random
import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS.parent / "cases"
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import paths_reference as paths  # noqa: E402
import truce_reference as reference  # noqa: E402

VOID = {"meta", "input", "br", "rect", "line", "circle", "path", "polygon"}
TAGS = VOID | set(
    "html head title style body main article aside div section h1 h2 h3 h4 p ul ol li dl dt dd a b strong em bdi "
    "cite code pre span figure figcaption svg text tspan g desc table caption thead tbody tr th td form label select "
    "optgroup option textarea button details summary script".split()
)
FOLDED = set("outcomes deals home lapsing together changes verdicts states inputs method definitions".split())
GRADES = ["nash", "seq", "smr", "gmr"]
TODAY = [
    "holds: (?:of the [\\d,]+ possible steps|the one possible step) from there|holds: nobody has a step",
    "holds: whoever has a better move",
    "holds only by caution",
    "holds only by great caution",
    "does not hold, however the parties reckon with replies.",
]


# What may be left open, and what ends it beside the end of what is around it.
OPEN_ENDED = {"li": "li", "td": "td th tr tbody", "th": "td th tr tbody", "tr": "tr tbody", "thead": "tbody",
              "tbody": "", "dt": "dt dd", "dd": "dt dd"}


def whole(text):
    """The page with the end tags that HTML lets be left out."""
    out, opened = [], []

    def close(until):
        while opened and until(opened[-1]):
            end = f"</{opened.pop()}>"
            blank = len(out[-1]) - len(out[-1].rstrip("\n")) if out else 0
            if blank:
                out[-1:] = [out[-1][:-blank], end, "\n" * blank]
            else:
                out.append(end)

    for piece in re.split(r"(<style>.*?</style>|<script[^>]*>.*?</script>|<[^>]*>)", text, flags=re.S):
        tag = re.match(r"<(/?)([a-z]\w*)[ >]", piece)
        if tag and not piece.startswith(("<style>", "<script")):
            if tag[1]:
                close(lambda name: name in OPEN_ENDED and name != tag[2])
            else:
                close(lambda name: name in OPEN_ENDED and tag[2] in OPEN_ENDED[name].split())
            if tag[1] and opened and opened[-1] == tag[2]:
                opened.pop()
            elif not tag[1] and tag[2] not in VOID and not piece.endswith("/>"):
                opened.append(tag[2])
        if piece:
            out.append(piece)
    return "".join(out)


class Page(html.parser.HTMLParser):
    """Elements with their attributes, and texts with the tags around them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        text = whole(text)
        self.raw, self.open, self.elements, self.texts, self.wrong = text, [], [], [], []
        self.order = []  # ("p", None), (None, text), ("/p", None), ...; blank texts left out
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice")
        self.order.append((tag, None))
        self.elements.append((tag, dict(attributes), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), tuple(self.open)))

    def handle_endtag(self, tag):
        self.order.append(("/" + tag, None))
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> within {self.open[-3:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip():
            self.order.append((None, data))
        self.texts.append((data, tuple(self.open)))

    def text_in(self, tag):
        return "".join(data for data, within in self.texts if tag in within)

    def said(self):
        return " ".join("".join(d for d, within in self.texts if not {"style", "script"} & set(within)).split())


@functools.lru_cache(maxsize=1 << 14)
def said_in(text):
    """What a part of a page says. Most parts are a cell of a table, and many are the same."""
    return Page(text).said()


def structure(page):
    """Errors in the page's structure."""
    yield from page.wrong
    ids = [a["id"] for _, a, _ in page.elements if "id" in a]
    if len(ids) != len(set(ids)):
        yield f"ids twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for tag, attributes, within in page.elements:
        if tag not in TAGS:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "src", "srcset", "formaction",
                                                 "http-equiv") and tag != "meta":
                yield f"<{tag} {name}={value!r}>"
            if name == "href" and (not value.startswith("#") or value[1:] not in ids):
                yield f"link to {value}"
            if name in ("for", "aria-labelledby", "aria-describedby"):
                yield from (f"{name} {i}" for i in value.split() if i not in ids)
        if tag == "a" and "a" in within:
            yield "a link in a link"
    parts = [a.get("id", a.get("aria-labelledby")) for _, a, within in page.elements if within[-1:] == ("main",)]
    if parts not in (["summary"], ["summary", "article", "annex", "reply"]):
        yield f"parts {parts}"
    if any("details" not in within for tag, a, within in page.elements if tag == "h3" and a.get("id") in FOLDED):
        yield "something of the annex is not folded"
    if sum(tag == "h1" for tag, _, _ in page.elements) != 1:
        yield "not one h1"
    yield from re.findall(r"<h2 id=[^>]*>[^<]*</h2>\n</section>", page.raw)  # nothing is told there
    yield from re.findall(r"<p>Then (?:none|nobody|the one) .*", page.raw)  # nothing was supposed
    if [tag for tag, _, _ in page.elements].count("script") != (parts != ["summary"]):
        yield "a script too many or too few"


def reads_badly(page, has_today=True):
    """Errors in the page's text: full stops, sentences that begin with a small letter, words about today although the
    model has no status quo."""
    said = page.said().replace("[...]", "")
    for bad in (r"[^.]\.\.(?!\.)", r" \.", r"\. (?:no|one|two|three|four|five) of ", r"\. state \d", r"V\d+\. state",
                r"\b(?:its|all) 1\b",
                r"\b1 (?:situations|parties|options|statements|steps)\b", r"\b(?:0|no) of (?:its|them|these)\b",
                r"\b(?:the|other|these) 1 \w", r"\bof 1 situation", r"is the case in which"):
        yield from (f"…{said[max(0, m.start() - 40) : m.end() + 40]}…" for m in re.finditer(bad, said))
    body = said.split("The words used")[0]
    if not has_today and ("Nearest to today" in body or "today’s situation" in body.lower()):
        yield "it speaks of today, of which the model says nothing"


def announced_in_vain(page):
    """Paragraphs that end in a colon and are followed neither by a list nor by a note that there is nothing."""
    text, is_paragraph = "", False
    for (tag, data), *behind in zip(page.order, page.order[1:], page.order[2:]):
        if tag == "p":
            text, is_paragraph = "", True
        elif tag is None and is_paragraph:
            text += data
        elif tag == "/p":
            is_paragraph = False
            (follows, _), (_, words) = behind
            is_nothing = follows == "p" and (words or "").startswith("Nothing:")
            if text.rstrip().endswith(":") and follows not in ("ul", "ol") and not is_nothing:
                yield text[-60:]


def claims_of(page):
    """State, party and concept of each verdict, by its number."""
    return claims_in(page.raw)


def claims_in(raw):
    found = re.findall(r'<li id=v(\d+)>(?:(?!<li id=).)*?value="claim (\d+) (\S+) (\w+)"', raw, re.S)
    return {int(n): (int(state), party, concept) for n, state, party, concept in found}


def section(page, name):
    """What stands between the heading of that id and the end of its section."""
    parts = page.raw.split(f'<h2 id="{name}">')
    return parts[1].split("</section>")[0] if len(parts) > 1 else ""


def targets(page):
    """State and concept of each target, and its section."""
    told, claims = [], claims_of(page)
    for n in 1, 2:
        text = section(page, f"target-{n}")
        marks = re.findall(r"href=#v(\d+)", text)
        of_it = [claims[int(mark)] for mark in marks if claims[int(mark)][0] == claims[int(marks[0])][0]]
        if of_it:
            told.append((of_it[0][0], max((concept for _, _, concept in of_it), key=GRADES.index), text))
    return told


COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()


def against_ways(page, graph):
    """Places where the page's least number of steps differs from the reference's."""
    for state, _, text in targets(page):
        told = re.search(r"(?:The|A) shortest way there( on which every step pays)?(?:, one of [\d,]+,)? takes (\S+) "
                         r"steps?:", said_in(text))
        by = "improvements" if told and told[1] else "moves"
        steps = paths.reach(paths.Steps(graph, by), graph.status_quo).get(state)
        if steps != (told and (COUNTS.index(told[2]) if told[2] in COUNTS else number(told[2]))):
            yield f"to state {state} {told and told[0]} by {by}, the reference says {steps}"
    yield from against_steps(page, graph)


def against_steps(page, graph):
    """Tables of steps that do not say which way they are of, lack a step or a party, or end otherwise than with the
    target beside today."""
    now, ways = graph.status_quo, []
    for state, _, text in targets(page):
        way = re.search(r"(?:The|A) shortest way there( on which every step pays)?(?:, one of ([\d,]+),)? takes "
                        r"(\S+) steps?:", said_in(text))
        if way and COUNTS.index(way[3]) <= 8 and re.search("<li>.*? would ", text):
            ways.append((state, f"{f'one of the {way[2]} shortest' if way[2] else 'the shortest'}{way[1] or ''}",
                         COUNTS.index(way[3])))
    tables = re.findall(r"<caption>(?:The way of finding 2, (.*?)|This way): after each step.*?<tbody>\n(.*?)"
                        r"</tbody>", page.raw, re.S)
    if len(ways) != len(tables):
        yield f"{len(tables)} tables of steps for {len(ways)} ways"
    for (state, way, steps), (caption, body) in zip(ways, tables):
        rows = [said_in(row) for row in body.splitlines()]
        end = "".join("▼=▲"[1 + (r[state] > r[now]) - (r[state] < r[now])] for r in graph.ranks[:6])
        last = rows[-1].replace(" ", "")
        if caption not in ("", way) or len(rows) != steps or not re.search(rf"^\d\..*{end}$", last):
            yield f"the steps to state {state}, {way}, end in {end}: {caption} {rows}"


def against_target_rule(page, model, graph, equilibria):
    """Where a target is not what docs/brief.md says of targets: it holds, it is better than today for whoever moves
    on the way that is told, and none that is as firm, nearer and better for everybody can be reached; the second is
    a deal."""
    now, told = graph.status_quo, targets(page)
    better = lambda p, s: graph.ranks[p][s] > graph.ranks[p][now]  # noqa: E731
    far = lambda s: 0 if not model.options else sum(  # noqa: E731
        a != b for a, b in zip(graph.members[s][0], graph.members[now][0]))
    for place, (state, concept, text) in enumerate(told):
        holds = state in equilibria[concept]
        if holds == ("could be agreed, but would not hold" in said_in(text.split("</h2>")[0])):
            yield f"target {state} holds under {concept}: {holds}"
        if state == now:
            yield "today is a target"
        if place == 1 and any(all(graph.ranks[p][s] >= graph.ranks[p][state] for p in range(len(graph.ranks)))
                              and any(graph.ranks[p][s] > graph.ranks[p][state] for p in range(len(graph.ranks)))
                              for s in graph.states()):
            yield f"the second target, {state}, is no deal"
    if not told or told[0][0] not in equilibria[told[0][1]]:
        return
    state, concept, text = told[0]
    reached = paths.reach(paths.Steps(graph, "moves"), now)
    movers = {model.parties.index(m) for m in re.findall(r"<li><bdi>([^<]*)</bdi> would", text.lower())
              if m in model.parties}
    for party in movers if state in reached else ():
        if not better(party, state):
            yield f"target {state} is no better for {party}, who moves"
    firm = [s for c in GRADES[: GRADES.index(concept) + 1] for s in equilibria[c]]
    nearer = [s for s in firm if s in reached and s != now and (far(s), s) < (far(state), state)
              and all(better(p, s) for p in range(len(graph.ranks)))]
    if nearer:
        yield f"target {state}, but {nearer} are nearer"


def policy(page):
    """Errors in the page's policy."""
    meta = [a["content"] for tag, a, _ in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    if len(meta) != 1:
        return "no policy"

    def source(tag):
        return "'sha256-" + base64.b64encode(hashlib.sha256(page.text_in(tag).encode()).digest()).decode() + "'"

    expected = (f"default-src 'none'; style-src {source('style')}; script-src {source('script')}; "
                "form-action 'none'; base-uri 'none'")
    return None if meta[0] == expected else f"policy {meta[0]}, expected {expected}"


def number(text):
    return 0 if text == "–" else int(text.replace(",", ""))


def outcome_cells(page):
    """The numbers in the table of outcomes, row by row."""
    table = page.raw.split('id="outcomes-table"')[1].split("</table>")[0]
    return [number(cell) for cell in re.findall(r"<td>(.*?)</td>", table)]


def misplaced_verdicts(page):
    """Verdicts below a head that names another situation or another concept."""
    heads = re.split(r"<p>([^\n]*)</p>\n<ul>\n(?=<li id=v)", page.raw)
    for head, group in zip(heads[1::2], heads[2::2]):
        for state, _, concept in claims_in(group).values():
            if f'href=#s{state}>' not in head or not re.search(rf"under {concept}:", head, re.I):
                yield f"below {head!r} stands a verdict on {state} under {concept}"


def against_reference(page, model):
    """Differences between the page and the reference."""
    graph = reference.build(model)
    stable = reference.solve(graph, GRADES)
    equilibria = {c: set(reference.equilibria(graph, stable[c])) for c in GRADES}
    records = dict(re.findall(r'<li id=v(\d+)>(.*?)<label', page.raw, re.S))
    for n, (state, party, concept) in claims_of(page).items():
        holds, text = state in stable[concept][model.parties.index(party)], said_in(records[str(n)])
        if holds == ("Unstable for" in text):
            yield f"{text}, but the reference says {holds}"
    yield from misplaced_verdicts(page)
    rows = [outcome_row(graph, equilibria, name) for name in model.outcomes]
    none = {s for s in graph.states() if not graph.outcomes[s]}
    if model.outcomes and none:
        rows.append([len(none)] + [len(none & equilibria[c]) for c in GRADES])
    rows.append([len(graph.members) - 1] + [len(equilibria[c]) for c in GRADES])
    if outcome_cells(page) != [cell for row in rows for cell in row]:
        yield f"the table says {outcome_cells(page)}, the reference {rows}"
    yield from against_zone(page, graph)
    yield from (f"a list is announced and missing after {text!r}" for text in announced_in_vain(page))
    yield from reads_badly(page, graph.status_quo)
    if graph.status_quo:
        yield from against_ways(page, graph)
        yield from against_target_rule(page, model, graph, equilibria)
        grade = next((g for g, c in enumerate(GRADES) if graph.status_quo in equilibria[c]), len(GRADES))
        if not re.search(TODAY[grade], said_in(section(page, "holds"))):
            yield f"of today it should say '{TODAY[grade]}'"
        if (" does not hold." in findings(page)[0]) != (grade == len(GRADES)):
            yield f"the first finding says {findings(page)[0]!r}"
    yield from against_summary(page, graph, equilibria)


def findings(page):
    """The headings of the findings in the summary."""
    summary = page.raw.split('<div class=findings>')[1].split("<aside>")[0]
    return [said_in(head) for head in re.findall(r"<h3>(.*?)</h3>", summary)]


WORDS_OF_NO_BRIEF = re.compile(r"\b(?:will|likely|expected|probable|probably|must|should|reasonable|concession"
                               r"|refuses? to|wins?|loses? face|blames?"
                               r"|(?<!not what is )(?<!not say what is )right)\b")


def blocks_of(text, heads):
    """Tags and contents of paragraphs, items and headings, without what stands beside them."""
    text = re.sub(r"<(?:table|svg).*?</(?:table|svg)>| ?<a class=(?:why|mark).*?</a>", "", text, flags=re.S)
    return re.findall(rf"<({'|'.join(heads)})(?: [^>]*)?>(.*?)</\1>", text, re.S)


def readable(text, heads=("p", "li", "h3"), model=""):
    """Paragraphs, items and findings that do not begin with a capital, do not end, or have a word twice, an empty
    place or a word that a brief has not: of its own, for authors may have it in their model."""
    for tag, block in blocks_of(text, heads):
        said = Page(re.sub(r"\)?,? ?<span class=note>.*", "", block)).said()
        plain = re.sub(r"“[^”]*”", "“x”", said)
        if not re.match(r"[A-Z“\d(]|[^\x00-\x7f]", said):
            yield f"begins with a small letter: {said}"
        end = {"p": r"[.)?!:]$", "h3": r"[.)?!]$", "h2": r"[^.:]$", "li": r"[^,;]$"}[tag]
        if not re.search(end, said) and " · " not in said:
            yield f"does not end: {said}"
        if re.search(r"\b(?!not )(\w+) \1\b", plain) or re.search(r" [,.;:]|[,;:]\.|\(\)|\.\.|  ", plain):
            yield f"a word twice, or an empty place: {said}"
        if any(word not in model for word in WORDS_OF_NO_BRIEF.findall(plain.replace("will not be published", ""))):
            yield f"a word that a brief has not: {said}"


def alike_rows(page):
    """Situations of one table that readers cannot tell apart."""
    for table in re.findall(r"<table class=(?:gains|states)>.*?</table>", page.raw, re.S):
        of_row = r"<tr><th scope=row>(.*?)</th>|</code></td><td>(.*?)</td>"
        names = [said_in(name) for row in re.findall(of_row, table) for name in row if name]
        yield from (name for name in names if names.count(name) > 1)


LEGEND = {word: word + ", where" for word in ("yes", "by answers", "by caution", "by great caution", "until it ends",
                                                "no")}


def unclear_captions(page):
    """Tables that do not say what is compared with what, or what the words below "Holds" mean: each, and no other;
    and steps of a list that are compared with something else than it says."""
    for caption, body in re.findall(r"<caption[^>]*>(.*?)</caption>(.*?)</table>", page.raw, re.S):
        if "▲" not in caption:
            continue
        last_cells = re.findall(r"<td>([^<]*(?:<a class=mark.*?)?)</td></tr>", body)
        words = [word for cell in last_cells for word in said_in(cell).split(" V")[0].split(", ")]
        holds = set(words) & set(LEGEND)
        told = {word for word, meaning in LEGEND.items() if re.search(f"(?:: |; ){meaning}", caption)}
        if holds != told:
            yield f"the column has {sorted(holds)}, the caption {sorted(told)}: {caption}"
        if "as today" not in caption and "as no agreement" not in caption and "with today and not" not in caption:
            yield f"compared with what? {caption}"
    for steps in re.findall(r"takes \S+ steps?:</p>\n<ol>\n(.*?)</ol>", page.raw, re.S):
        told = r"\. That is (?:better|worse|as good) .* before(?:, by .*)?\.</li>$"
        yield from (line for line in steps.splitlines() if " would " in line and not re.search(told, line))


def inputs_of(page):
    """What each input is told as, by its path, and the headings above them."""
    listed = page.raw.split('<h3 id="inputs">')[1].split("</details>")[0]
    told = {path: said_in(text) for text, path in re.findall(
        r'<li id=i\d+><b>I\d+</b> (.*?)<code>(?:(?!<li id=).)*?value="input ([^"]*)"', listed, re.S)}
    return told, [said_in(head) for head in re.findall(r"<h4>(.*?)</h4>", listed)]


def clumsy(page):
    """Of the annex: inputs that are told by what stands in the file, places of a ranking by numbers alone, headings
    and phrases twice, and counts of nothing."""
    told, heads = inputs_of(page)
    for path, text in told.items():
        plain = re.sub(r"“[^”]*”|according to \S+", "", text)
        if re.search(r"\w_\w|[<>=]|(?:^|: )(?:not \w+|state \d+)\.|all other states", plain, re.I):
            yield f"{path} is told as {text}"
    yield from (f"{head} stands above two lists" for head in heads if heads.count(head) > 1)
    yield from (head for head in heads if re.search(r"\b(\w+) \1\b", head))
    said = page.said().split("Leave a reply")[0]
    yield from re.findall(r"(?:other|more) 0 \w+|No source is given|no confidence is given", said)
    for changes in re.findall(r"without the wish that [^.]*\.", said):
        if len(re.findall(r"however the parties", changes)) > 1:
            yield f"twice the same: {changes}"


USED = {"Sanction, reply": "sanction", "Would rather": "would rather|would not .* (unless|while)",
        "Reading": "reading", "To end by itself": "by itself|lapses", "Nearest to today": "the nearest",
        "Confidence": "confidence"}


def unused_words(page):
    """Words that are explained and that the page does not use."""
    before, _, glossary = page.raw.partition('id="definitions"')
    said = said_in(before + "</h3></summary></details></section></main></body></html>").split("The words used")[0]
    for term in re.findall(r"<dt>(.*?)</dt>", glossary):
        if term in USED and not re.search(USED[term], said, re.I):
            yield f"{term} is explained in vain"


def against_doubts(page):
    """Shares of findings that speak against a sentence by which no doubt touches them, and findings that most
    readings deny or leave open without a word of it; of a target that is better for everybody, no share of that."""
    for said, share in re.findall(r"class=sure>.*?<strong>(.*?)</strong> \(<?(\d+) of", page.raw, re.S):
        if said.startswith("Can be reached and holds"):
            continue
        how = "not" if said.startswith("Mostly not so: ") else "open" if said.startswith("Open: ") else ""
        right = "open" if "about half" in said else "not" if re.search("minority|in few|hardly any", said) else ""
        if how != right or (how == "not") > (int(share) < 50):
            yield f"{said}, with a share of {share}"
    said = page.said()
    is_told = "measured here against today" in said and "readings were drawn" in said
    for text in re.findall(r"It is better than today for everybody.*", page.raw) if is_told else ():
        if not re.match(r"It is better than today for everybody in .*\(\d+ of 100\)|.*class=why", text):
            yield f"no share of: {text[:80]}"


def against_summary(page, graph, equilibria):
    summary = page.raw.split('<section id="summary"')[1].split("<article")[0]
    yield from readable(summary.split("</h1>")[1])
    heads = " ".join(findings(page))
    if len(said_in(summary).split()) > 520:
        yield "the summary is too long"
    holds_somewhere = any(equilibria[c] for c in GRADES)
    if ("In every situation somebody would rather take a step that nothing deters." in heads) == holds_somewhere:
        yield f"the summary says {heads!r}"
    told = r"(?:holds (?:by answers |by (?:great )?caution )?(?:once|until)|can be reached by|would hold)"
    for outcome in re.findall(rf"\d\. “([^”]*)” {told}", heads):
        concept = targets(page)[0][1]
        if any(outcome in graph.outcomes[s] and s not in equilibria[concept] for s in graph.states()):
            yield f"the summary says {heads!r}, but {outcome} holds in some of its situations only"
    for outcome in re.findall(r"\d\. “([^”]*)” holds nowhere\.", heads):
        if any(outcome in graph.outcomes[s] for c in GRADES for s in equilibria[c]):
            yield f"{outcome} holds somewhere"


def against_zone(page, graph):
    """Where an agreement is measured against today: how many states are acceptable, and how many of these
    efficient."""
    if not graph.status_quo or len(graph.ranks) < 2:
        return
    ranks = {s: tuple(of[s] for of in graph.ranks) for s in graph.states()}
    acceptable = [r for r in ranks.values() if all(map(int.__ge__, r, ranks[graph.status_quo]))]
    better = lambda a, b: a != b and all(map(int.__ge__, a, b))  # noqa: E731
    zone = [r for r in acceptable if not any(better(other, r) for other in acceptable)]
    found = re.search(
        r"([\d,]+) of the [\d,]+ situations are no worse than that for anybody\. Of these, (\S+) cannot", page.said())
    words = "no one two three four five six seven eight nine ten eleven twelve".split()
    told = found and (number(found[1]), words.index(found[2]) if found[2] in words else number(found[2]))
    if re.search(
        r"(?:The one situation there is|Only one of the [\d,]+ situations) is no worse than that for anybody"
        r"|Each other situation is worse than that for somebody\.",
        page.said()):
        told = 1, 1
    if told != (len(acceptable), len(zone)):
        yield f"the zone is told as {told}, but is {len(acceptable), len(zone)}"


def outcome_row(graph, equilibria, name):
    states = {s for s in graph.states() if name in graph.outcomes[s]}
    return [len(states)] + [len(states & equilibria[c]) for c in GRADES]


def grades(model):
    """How firmly today's situation and each outcome hold anywhere: places in GRADES, len(GRADES) for nowhere."""
    graph = reference.build(model)
    stable = reference.solve(graph, GRADES)
    equilibria = [set(reference.equilibria(graph, stable[c])) for c in GRADES]
    groups = [{graph.status_quo}] if graph.status_quo else []
    groups += [{s for s in graph.states() if name in graph.outcomes[s]} for name in model.outcomes]
    return [next((g for g, e in enumerate(equilibria) if e & group), len(GRADES)) for group in groups]


def strikings(model):
    """The inputs that prevent a conclusion, and those that one rests on, by the paths of edits."""
    base, opens, closes = grades(model), set(), set()
    for party, (kind, items) in model.preferences.items():
        for place in range(len(items) if kind in ("order", "weigh") else 0):
            variant = copy.deepcopy(model)
            del variant.preferences[party][1][place]
            pairs = list(zip(base, grades(variant)))
            path = f"preferences.{party}.{kind}.{place + 1}"
            if any(after < before for before, after in pairs):
                opens.add(path)
            if any(after > before for before, after in pairs):
                closes.add(path)
    return opens, closes


def conflict(seed):
    """A random model in which single statements matter: short lists for all parties, three outcomes."""
    rng = random.Random(f"conflict {seed}")
    model = generate.option_model(rng)
    model.rules, model.coalesce, model.outcomes, model.preferences, model.moves = [], [], {}, {}, None
    model.preferences = {p: ("order", [[generate.some_statement(rng, model, 1)] for _ in range(3)])
                         for p in model.parties}
    model.outcomes = {name: generate.some_statement(rng, model, 1) for name in ("deal", "chaos", "iffy")}
    return model


def told_strikings(page, which):
    """The inputs named first in the items of the list below that paragraph, and whether the list was cut."""
    paths = dict(re.findall(r'<li id=(i\d+)>(?:(?!<li id=).)*?value="input (\S+)"', page.raw, re.S))
    told, here = [], None
    for tag, attributes, _ in page.elements:
        if tag == "p" or "id" in attributes:
            here = attributes.get("id", here if tag != "p" else None)
        if here == which and tag == "li":
            told.append(None)
        link = attributes.get("href", "")
        if here == which and told and told[-1] is None and link.startswith("#i"):
            told[-1] = paths[link[1:]]
    return {path for path in told if path}, None in told


def against_strikings(page, model):
    for section, expected in zip(("opens", "closes"), strikings(model)):
        told, is_cut = told_strikings(page, section)
        if not (told == expected or (is_cut and told < expected)):
            yield f"{section}: the brief strikes {sorted(told)}, the reference {sorted(expected)}"


HOSTILE = "</p><script>alert(1)</script> \" ' & < > ]]> <!-- \u05d0\u200f\u0627 onclick=x"


def hostile_model():
    """A model in which every free text is HOSTILE."""
    note = {"because": HOSTILE, "source": ["s ¶1", "s ¶2"], "confidence": 0.5}
    return {
        "truce": 1, "title": HOSTILE, "summary": HOSTILE, "date": "2025-05-12",
        "sources": {"s": {"title": HOSTILE, "author": HOSTILE, "publisher": HOSTILE,
                          "url": HOSTILE, "note": HOSTILE}},
        "parties": [
            {"id": "a", "name": HOSTILE,
             "options": [{"id": "x", "name": HOSTILE, **note}, {"id": "y", "name": HOSTILE + "2"}], **note},
            {"id": "b", "name": HOSTILE + "3",
             "options": [{"id": "z", "levels": ["low", "mid", "high"], "name": HOSTILE + "4"}]},
        ],
        "feasible": [{"that": "not (x and y and z = high)", **note}],
        "status_quo": {"x": {"level": "yes", **note}},
        "outcomes": {"o": {"that": "x and z >= mid", "name": HOSTILE, **note}},
        "preferences": {
            "a": {"order": [{"that": "not x", **note}, {"that": "o or y", **note}]},
            "b": {"order": [{"that": "z = high if x", **note}, "y iff o", {"any": ["z < mid", "x"], **note}]},
        },
    }  # fmt: skip


def brief(truce, text, *arguments, variants=32):
    """The page of a model; few readings are enough but where pages are recorded."""
    drawn = [] if variants is None else ["--variants", str(variants)]
    done = drive.call(truce, ["brief", "-", *drawn, *arguments], text.encode())
    if done.returncode != 0:
        raise drive.Refused(f"brief: exit status {done.returncode}\n{done.stderr.decode()[:2000]}")
    return done.stdout.decode()


def annex_claims(claims, truce):
    """Lists of the annex in words: what actors at home want, what things are worth, places of a ranking, what is
    told once for all, and a deal that is today's situation."""
    def of_case(name):
        return Page(brief(truce, (CASES / name / "model.yaml").read_text(encoding="utf-8"), variants=0))

    def of_example(name):
        text = (TESTS.parent / "docs" / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
        return Page(brief(truce, text, variants=0))

    pages = {name: of_example(name) for name in ("village", "trade", "three-in-turn", "well", "offer")}
    pages.update((name, of_case(name)) for name in ("garrison", "commons", "prisoners-dilemma", "syria-iraq-1975",
                                                    "rock-paper-scissors", "three-players", "nk-us-2017-original"))
    variants = CASES / "doha-2025" / "variants"
    pages.update((name, Page(brief(truce, (variants / f"{name}.yaml").read_text(encoding="utf-8"), variants=0)))
                 for name in ("tempo", "levers"))
    misread = (TESTS / "cli" / "models" / "misread.yaml").read_text(encoding="utf-8")
    pages["misread"] = Page(brief(truce, misread, variants=0))
    for name, page in pages.items():
        claims.same(list(clumsy(page)), [], f"the annex of {name}")
    for name, path, start in (
        ("village", "ratify.north.actors.2.order.1", "For the family, 1 of 2: that "),
        ("village", "ratify.north.actors.2", "What "),
        ("tempo", "tempo.partners", "The coalition partners decide every 28 days."),
        ("levers", "levers.ease_disarming", "Mediators in Doha: Arms and rule become a matter of what Hamas gets for "
         "them, at a cost of 3."),
        ("misread", "perceives.north", "North sees the conflict otherwise."),
        ("misread", "behaviour.rest", "All others judge by SEQ."),
        ("trade", "utilities.north.water = much", "That "),
        ("garrison", "preferences.support.rank.3.1", "3 of 21: a reduced project goes ahead, nobody is in court, the "
         "treaty is left aside and the commission advises the full project (state 1)."),
        ("garrison", "preferences.commission.rank.1", "No situation is preferred to another."),
        ("garrison", "outcomes.full_project", "The full project means that the full project goes ahead."),
        ("three-players", "preferences.first.rank.3", "3 of 3: all other situations."),
        ("commons", "preferences.first.weigh.add_2", "That the second herder adds a cow: a weight of -1."),
    ):
        told = inputs_of(pages[name])[0].get(path, "")
        claims.claim(told.startswith(start), f"{name}: {path} is told as {start!r}: {told!r}")
    for name, words in (
        ("syria-iraq-1975", "Each other situation is worse than that for somebody. Nothing is better for everybody. "
         "Something is better for all others if the consent of Syria is not asked for."),
        ("rock-paper-scissors", "How many situations hold A situation holds that nobody would leave;"),
        ("rock-paper-scissors", "State 1: the first player shows rock and the second player shows rock V1 V2"),
        ("nk-us-2017-original", "A war in which the United States has struck, North Korea has invaded the "
         "South and has abandoned its nuclear programme"),
        ("garrison", "Where no source stands, none is given."),
        ("garrison", "According to Hipel and others."),
        ("well", "If rights for the summer are offered or all rights are offered, South farm does not pump."),
        ("well", "I2 Pump at night: no or yes."),
        ("offer", "Two situations that would hold by some way of reckoning with replies end by themselves; of "
         "those named here: Today’s situation (state 2) "
         "turns into a refusal with all else as today (state 1)."),
        ("prisoners-dilemma", "3 (SEQ, SMR, GMR)"),
        ("village", "The first line of each list on which a situation differs from today decides: A deal: North farm "
         "I14, South farm I15 and the business partners I21. Every order is total (situations may tie), and nothing "
         "in it is open."),
    ):
        claims.claim(words in pages[name].said(), f"{name}: the annex says {words!r}\n{pages[name].said()}")
    claims.same(len(re.findall("the one move from there is no improvement", pages["syria-iraq-1975"].said())), 1,
                "who has no better move is told of once, whatever the concept asked")


def next_claims(claims, truce):
    """The first page ends with what to look at: the line to check with its place, whose step costs, what would
    pay."""
    def next_of(text, *arguments):
        page = Page(brief(truce, text, *arguments, variants=256))
        found = re.search(r"<h2>What to look at next</h2>(.*?)<h2>", page.raw, re.S)
        return said_in(found[1]) if found else ""

    doha = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    for place, after, arguments in (
        ("I12 (paragraphs 8 and 10): ", "In some form, a wish of the Israeli government matters most I33.", ()),
        ("(paragraphs 8 and 10): ", "In some form, it depends most on the wish of the Israeli government that "
         "once a further group of hostages is free", ("--summary",)),
    ):
        said = next_of(doha, *arguments)
        for words in ("Finding 2 (◆) depends most on whether the United States can vouch for talks on ending the war "
                      + place, "where it can, it stands in 71 of 100. " + after,
                      "A way to finding 2 would pay at every step if Hamas came to want the opposite, that further "
                      "hostages are free while the campaign goes on, and went first. Another reversal would do; "
                      "without one, two changes."):
            claims.claim(words in said, f"what to look at next says {words!r}: {said}")
    trade = (TESTS.parent / "docs" / "examples" / "trade.yaml").read_text(encoding="utf-8")
    claims.claim(re.search(r"^On finding 2’s way, the first step costs South farm\.(?: why)?$", next_of(trade)),
                 next_of(trade))
    for text, words in ((PART, "A way to finding 2 would pay at every step if Ann came to want the opposite, that "
                        "“x” is taken, and went first. One change of another kind would do."),
                        (LEFT % "", "On finding 2’s way, the first step costs Ben. No single wish given up or turned "
                         "into its opposite opens a way that pays at every step. Without a reversal it takes two "
                         "changes."),
                        (TOLD_BY_WEIGHTS, "the first step costs Ben.")):
        claims.claim(words in next_of(text), f"what would not open a way: {words}\n{next_of(text)}")
    claims.same(next_of(CAUTIOUS), "", "where nobody has to pay and nothing is in doubt there is nothing to look at")


def hostile_claims(claims, truce):
    page = Page(brief(truce, json.dumps(hostile_model(), ensure_ascii=False)))
    claims.same(list(structure(page)), [], "a hostile model makes a whole page")
    claims.same(policy(page), None, "a hostile model leaves the policy alone")
    claims.claim(page.said().count("<script>alert(1)</script>") > 20,
                 "its texts stand in the page as they were written")
    loose = [
        (data, within)
        for data, within in page.texts
        if "onclick=x" in data and "bdi" not in within and "title" != within[-1] and "\u2068" not in data
    ]
    claims.same(loose, [], "every text of the model is isolated from what stands around it")


TRUCE = """truce: 1
title: A pause that ends
date: 2025-05-12
parties:
  - {id: a, name: Ann, options: [{id: pause, levels: [none, 'ten days']}]}
  - {id: b, name: Ben, options: [{id: gift, moves: up}]}
  - {id: c, name: Cleo, options: [{id: spoil}]}
status_quo: {}
preferences:
  a: {order: [gift, pause = none]}
  b: {order: [pause = 'ten days', not gift]}
  c: {weigh: {spoil: 1}}
pain: {a: pause = none, b: pause = none}
ratify: {a: {actors: [{id: family, name: The family, order: [pause = none]}]}}
expires: [{when: pause = 'ten days', becomes: {pause: none}}]
"""


def letters(text):
    return re.sub(r"[\W\d_]", "", text)


def told(text):
    """The letters of a page outside of figures, the form and what is there to press."""
    left_out = ("<figure.*?</figure>", "<svg.*?</svg>", "<a class=(?:why|stick).*?</a>", "<label.*?</label>",
                "<form.*?</form>")
    body = re.sub("|".join(left_out), "", text, flags=re.S)
    return letters(said_in(body.split("<body>")[1].split("<section aria-labelledby=\"reply\">")[0]))


def against_forms(truce, text):
    """Where Markdown or plain text say something else than the page does, and lines that are too long."""
    for part in [], ["--summary"]:
        page = brief(truce, text, *part)
        yield from structure(Page(page))
        for form in "md", "txt":
            other = brief(truce, text, "--format", form, *part)
            if letters(re.sub(r"^```$", "", other, flags=re.M)) != told(page):
                yield f"{form} {part} differs"
            if form == "txt" and any(len(line.replace("\u200f", "")) > 78 for line in other.splitlines()):
                yield "a line is too long"
            if re.search(r"[ \t]$|\n\n\n|\A\n", other, re.M if form == "txt" else 0):
                yield f"{form} {part} has blanks where none belong"
            bare = re.sub(r"\[[IV]\d+(?: [IV]\d+)*\]", "", other)
            marks = re.findall(r"<a class=mark.*?>(\w+)</a>", page)
            if re.findall(r"[IV]\d+", " ".join(re.findall(r"\[([IV][\dIV\s]*)\]", other))) != marks:
                yield f"{form} {part} has marks outside of brackets"
            if form == "md" and re.search(r"<|(?<!\\)[\[\]]", re.sub(r"\\.|`[^`]*`", "", bare)):
                yield "Markdown with markup of a name"


def form_claims(claims, truce, first, count):
    """The page, Markdown and plain text are the same sentences; the summary alone is a page of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*/model.yaml"))]
    texts += [json.dumps(hostile_model(), ensure_ascii=False), TRUCE, CAUTIOUS]
    for seed in range(first, first + count):
        texts.append(generate.text_of(seed, generate.generate_surrounded(seed)))
    for text in texts:
        try:
            claims.same(list(against_forms(truce, text)), [], f"one brief in several forms\n{text[:3000]}")
        except drive.Refused as refusal:
            claims.claim("exit status 1\n" in str(refusal), str(refusal))


PORT = """
truce: 1
title: Night shifts
parties:
  - {id: port, called: the port, options: [{id: bonus, levels: [none, small, large],
     says: [no bonus is paid, a small bonus is paid, a large bonus is paid], from: {small: a bonus is paid},
     does: [stop the bonus, pay a small bonus, pay a large bonus]}]}
  - {id: union, called: the union, options: [
     {id: strike, says: [the docks are at work, the docks are on strike], does: [end the strike, call a strike]},
     {id: nights, says: [nights are not worked, nights are worked], does: [give up nights, accept nights]}]}
feasible: [not (strike and nights)]
status_quo: {bonus: none, strike: yes, nights: no}
outcomes:
  stop: {called: the standstill, that: strike}
  day: {called: the old order, that: not strike and not nights}
preferences:
  port: {order: [nights, not strike, bonus < large, bonus = none]}
  union: {order: [not nights, bonus = large, bonus >= small, strike if bonus = none, not strike]}
"""


def name_claims(claims, truce):
    """Two situations of one name are told apart, and a target that others' answers keep says which answers."""
    doha = Page((CASES / "doha-2025" / "brief.html").read_text(encoding="utf-8")).said()
    claims.claim("two steps: a truce with further releases in which the United States does not vouch for talks on "
                 "ending the war." in doha,
                 "the nearest way out is told apart from the truce that holds")
    for words in (
        "2. A truce with further releases in which the United States vouches for talks on ending the war (◆) holds "
        "until it ends, but does not begin by itself.",
        "then the campaign goes on. That leaves Hamas worse off than today (84 of 100), the coalition partners as "
        "well off and all others better. If asked at home (confidence 0.5), the coalition partners would "
        "refuse it "
        "in 75 of 100.",
        "Can be reached and holds in a minority of readings (35 of 100; a truce with further releases in some form: "
        "76)",
        "In almost every reading in which something is better for all (96 of 100; 65 of 100 are such)",
        "In 50 of 100 readings the United States cannot vouch for talks on ending the war, and no way leads there. "
        "A temporary truce lasts",
        "In most readings (70 of 100) that is so, in 35 of 100 with a way there; in some form, 76.",
        "In some situation of the outcome that holds and can be reached, in each reading perhaps "
        "another.",
        "Moves of any parties lead there from today under the reading’s rules, whether or not they "
        "pay; what ends by itself is a step, too.",
        "16,384 readings were drawn as is told above the inputs, with random numbers by Philox4x32-10, seed 1.",
        "further hostages are free while the campaign goes on, and went first. Another reversal would do; without "
        "one, two changes.",
        "Today’s situation: the Israeli government would agree to a full ceasefire and Hamas would release all "
        "hostages, lay down its arms and give up governing, in either order. That leads to a settlement",
        "The Israeli government and the United States could each begin another with two costly steps (one cannot be "
        "taken back).",
        "It would hold. A way there takes three steps; the first costs Hamas and cannot be taken back. It is better "
        "for all in most readings (65 of 100), in 33 of 100 with a way there; in some form, 65.",
        "A settlement with all hostages free (■) can be reached and is better than today for all 33 of 100",
        "Finding 3’s gain for all depends most on a wish of Hamas I43.",
        "That is worse for it than before, by the wish that a temporary truce is observed only if further "
        "hostages are free I29.",
        "Hamas would release further hostages, which cannot be taken back. That is better for it than before.",
        "The Israeli government could take the first step back. Hamas could begin another with one costly step that "
        "cannot be taken back, the United States one with two costly steps.",
        "which would hold by caution. What Hamas would do for that cannot be taken back.",
        "What is left after a temporary truce would hold by caution.",
        "One wish turned into its opposite would open a way",
        "Single wishes given up or reversed were tried. For a way to a truce with further releases (◆) that pays at "
        "every step, each of these alone is enough: Hamas comes to want the opposite, that further hostages are "
        "free while the campaign goes on, and goes first",
        "and goes first Without a reversal it takes two changes.",
        "For a way to a settlement with all hostages free (■) that pays at every step, this is enough: Hamas comes "
        "to want the opposite, that Hamas has laid down its arms or has given up governing while no full ceasefire "
        "is in force, and goes first Without a reversal it takes three changes. Today then holds only by caution, "
        "if at all.",
        "The cheapest changes that open a way without a reversal A truce with further releases (◆), one of 3: Hamas "
        "does not care about further hostages are free only if the campaign is halted. Hamas also wants further "
        "hostages are free, as its least concern. A settlement with all hostages free (■), one of 4: Hamas",
        "The way could be left: after steps 1 and 2, the Israeli government would rather resume the campaign I29.",
        "two costly steps (one cannot be taken back). Nobody would leave it midway.",
        "A truce with further releases (◆)▲ 94▼ 75▲ 94▲ 98yes",
        "Numbers: how many of 100 readings of the party’s wishes agree.",
        "A full ceasefire that leaves Hamas armed or in government holds nowhere. In the nearest of its 144 "
        "situations, the same step pays, undeterred.",
        "In every reading (100 of 100) that is so, in 50 of 100 with a way there; in some form, 100.",
        "Once a temporary truce has ended, Hamas is worse off than today 84",
        "No party gains by moving alone. Together, the Israeli government and Hamas could reach a settlement "
        "with all "
        "hostages free, each gaining.",
        "the United States does not vouch for talks on ending the war (not ■), which would hold by caution.",
        "could leave this situation together, each gaining, for a settlement with all hostages free (■), which would "
        "hold.",
        "yes, until it ends V5", "; until it ends, where that comes by itself.",
        "A truce with further releases (◆) would be refused at home if consent is needed",
        "A truce with releases or a settlement could hold; nobody gains by going first",
        "A release during the campaign in which all hostages are free",
        "The Israeli government comes to want the opposite, that a temporary truce is observed while no further "
        "hostages are free",
    ):
        claims.claim(words in doha, f"the brief of Doha says: {words}")
    for case, head in (
        ("cases/garrison/model.yaml", "1. The full project in which the treaty is left aside (◆) holds once"),
        ("docs/examples/harbour.yaml", "2. An agreement on cranes and jobs in which all ships are loaded by cranes "
         "and the lease is extended (◆) can be reached by improvements alone, and then holds."),
        ("docs/examples/village.yaml", "2. A deal can be reached by improvements alone, and then holds."),
        ("docs/examples/village.yaml", "but South farm could then sue, at a loss to itself."),
        ("cases/cuba-1962-matrix/model.yaml", "A situation in which the United States attacks and the missiles are "
         "removed would hold The model"), # what has no name holds by every measure, nothing that has one
        ("cases/chicken/model.yaml", "A win for the first driver or a win for the second driver would hold The"),
        ("cases/chicken/model.yaml", "1. A win for the first driver holds once reached, and so does a win for the "
         "second driver. In all, 3 of the 4 situations hold, one of them only by answers or caution."),
        ("cases/prisoners-dilemma/model.yaml", "1. Mutual betrayal holds once reached. In all, 2 of the 4"),
        ("cases/matching-pennies/model.yaml", "All 4 situations hold, only by answers or caution."),
        ("cases/seltens-horse/model.yaml", "Findings All 8 situations hold, six of them only by answers or caution."),
        ("cases/seltens-horse/model.yaml", "three parties, three options and three rankings."),
        ("cases/seltens-horse/model.yaml", "this matters most to each side. The first player"),
        ("cases/commons/model.yaml", "three parties, three options and nine weights. All 17 inputs are listed, and "
         "can be disputed. None of them names a source."),
        ("cases/commons/model.yaml", "today. It allows 8 situations. Where things would stand: ◆"),
        ("cases/compromise/model.yaml", "In one of its 2 situations, the second baker would rather set up a stall"),
        ("cases/assurance/model.yaml", "; in the table: No. 1."),
        ("cases/dvd-1995/model.yaml", "worse for the computer industry than state 4 by the ranking, place 2 being "
         "above place 1 of 4 (1 is the worst)."),
        ("cases/commons/model.yaml", "better by the sum of the weights, 1 being more than 0."),
        ("cases/nk-us-2017-original/model.yaml", "No party has a step of its own that it would like better than"),
        ("cases/prisoners-dilemma/model.yaml", "Mutual betrayal would hold The model"),
        ("cases/rock-paper-scissors/model.yaml", "Whatever is agreed would hold"),
        ("cases/peace/model.yaml", "Quiet would hold The model"),
        ("cases/elmira-1991/model.yaml", "1. Today’s situation holds by caution."),
        ("cases/elmira-1991/model.yaml", "The way there begins only if no such answer is feared."),
    ):
        said = Page(brief(truce, (CASES.parent / case).read_text(encoding="utf-8"))).said()
        claims.claim(head in said, f"{case}: {head}\n{said[:1500]}")
    said = Page(brief(truce, (CASES / "compromise/model.yaml").read_text(encoding="utf-8"))).said()
    claims.claim("Nearest to today" not in said, "where nothing is known of today, nothing is nearest to it")
    said = Page(brief(truce, PORT)).said()
    for words in (
        "The old order in which a small bonus is paid (◆) holds by answers once reached, but does not begin by "
        "itself.",
        "The old order could hold by answers; nobody gains by going first No party gains by moving alone. "
        "Together, the port and the union could reach the situation of finding 2, each gaining.",
        "Suppose that a small bonus is paid and the docks are at work.",
        "The port can stop the bonus, and would like that better. But an answer in the interest of those who give it "
        "would lead to the standstill. That is no better for the port than the start",
    ):
        claims.claim(words in said, f"the brief of night shifts says: {words}\n{said}")


def input_claims(claims):
    """Whatever an input states is told by the author's clauses, with the text as written behind its place."""
    page = Page((CASES / "doha-2025" / "brief.html").read_text(encoding="utf-8"))
    entries = {path: said_in(entry) for entry, path in re.findall(
        r'(<li id=i\d+>(?:(?!<li id=).)*?)<label><input[^>]*value="input ([^"]*)"', page.raw, re.S)}
    for path, words, written in (
        ("feasible.1", "The campaign is halted only if the Israeli government has negotiators in Doha.",
         "military >= truce implies delegation"),
        ("status_quo.release", "One hostage is free.", None),
        ("outcomes.dismantled", "Hamas has laid down its arms and has given up governing.", "disarm and hand_over"),
        ("outcomes.bare_pause", "a temporary truce is observed and no further hostages are free.",
         "military = truce and release <= one"),
        ("pain.israel", "It hurts the Israeli government that hostages are still held.", "release < all"),
        ("ratify.israel", "For the Israeli government, everybody who is asked has to consent.", "unanimity"),
        ("ratify.israel.actors.1", "What the Israeli government would agree to is put to the coalition partners.",
         None),
        ("expires.1", "A temporary truce lasts as long as the releases take; then the campaign goes on.", None),
        ("audience.1", "The Israeli government has gone far where no full ceasefire is in force, and is seen to back",
         None),
    ):
        said = entries.get(path, "")
        claims.claim(words in said and (written or "") in said, f"{path} is told as {words!r}: {said}")
    claims.same(len(re.findall(r'id="ladder(?:-2)?-title"', page.raw)), len(targets(page)), "a ladder for each way")


def article_claims(claims, truce):
    """The page on a deal that ends, on a deadlock that another party could leave, and on a model without sources."""
    page = Page(brief(truce, TRUCE))
    said = page.said()
    claims.same(list(reads_badly(page)) + list(announced_in_vain(page)), [], "the brief of a pause reads well")
    for words in (
        "A model without sources, as its author sees it: three parties, three options, four wishes and one weight",
        "A deadlock hurts all who are in it, here Ann and Ben;",
        "Not counted, though with a better move that the others would not answer in their own interest: Cleo V",
        "For Ann, it hurts where “pause” is at none, which is so today",
        "Unlike today, “pause” is at ten days, “gift” is taken and “spoil” is taken.",
        "It ends by itself and turns into a situation in which “gift” is taken and “spoil” is taken (state 7), which "
        "is worse than no agreement for Ben.",
        "It would not be accepted at every home.",
        "4 of the 8 situations would be ratified.",
        "What counts, and how much: That “spoil” is taken: a weight of 1",
    ):
        claims.claim(words in said, f"the brief of a pause says: {words}\n{said if words not in said else ''}")
    nowhere = Page(brief(truce,
                         TRUCE
                         + "no_deal: {a: gift and pause = none, b: not gift and pause != none, c: spoil}\n")).said()
    claims.claim("Each of the 8 situations is worse than that for somebody." in nowhere,
                 f"nothing to agree on: {nowhere}")


def counted_claims(claims, truce):
    text = """truce: 1
parties:
  - {id: a, options: [{id: x, name: Pump}, {id: y, name: Sell}, {id: z, levels: [low, high]}]}
  - {id: b, options: [{id: w}]}
status_quo: {}
preferences:
  a: {order: ["exactly one of (x, y and w, not z = high)", "not at most 0 of (y, w)", "at least 13 of (x, y) or w"]}
  b: {order: ["w implies at most 2 of (x, y, w)", "at least 0 of (x)"]}
"""
    page = re.sub(r"<[^>]*>", "", brief(truce, text))
    for words in ("exactly one of these is so: “Pump” is taken, (“Sell” is taken and “w” is taken), “z” is at low",
                  "at least one of these is so: “Sell” is taken, “w” is taken",
                  "(at least 13 of these are so: “Pump” is taken, “Sell” is taken) or “w” is taken",
                  "“w” is taken only if (at most two of these are so: “Pump” is taken, “Sell” is taken, “w” is "
                  "taken)",
                  "any number of these are so: “Pump” is taken"):
        claims.claim(words.lower() in page.lower(), f"a count is told as: {words}")


# Stable for both under SMR and GMR, for Ann not under SEQ: Ben's answer would cost himself something.
CAUTIOUS = """truce: 1
title: Stable by caution
parties:
  - {id: a, name: Ann, options: [{id: push, name: Act}]}
  - {id: b, name: Ben, options: [{id: punish, name: Act}]}
status_quo: {}
outcomes: {calm: not push and not punish, quarrel: punish}
preferences:
  a: {order: [not punish, push]}
  b: {order: [not punish]}
pain: {a: not push, b: not push}
"""


def view_claims(claims, truce):
    """What holds by one way of reckoning with replies and not by another is nowhere said without it; and two options
    of one name are told by their parties, unless the sentence is about who sets them."""
    said = Page(brief(truce, CAUTIOUS)).said()
    for words in (
        "A step that one of the two parties would like better than today’s situation could be answered, at a loss to "
        "whoever answers.",
        "Ann would rather set “Act” to yes, but Ben could then set “Act” to yes, at a loss to itself.",
        "holds only by caution",
        "It is a deadlock only by caution: the others could answer every better move, perhaps to their own cost",
        "“quarrel” holds nowhere",
        "Ann can set “Act” to yes", "“Act” of Ben is not taken",
    ):
        claims.claim(words in said, f"the brief of what is stable by caution says: {words}\n{said}")
    for words in ("would not be answered", "not answer in their own interest.", "set “Act” of", "not “Act”,"):
        claims.claim(words not in said, f"the brief of what is stable by caution does not say: {words}\n{said}")


TOGETHER = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: arm, name: Arm}]}
  - {id: b, name: Ben, options: [{id: build, name: Build}]}
status_quo: {%s}
preferences:
  a: {order: [not build, arm]}
  b: {order: [not arm, build]}
"""


def together_claims(claims, truce):
    """Two who are each held where they are by what the other does can leave together, and nobody where both do."""
    page = Page(brief(truce, TOGETHER % "arm: yes, build: yes"))
    article, annex = article_of(page), page.raw.split('<section id="annex"')[1]
    claims.claim("Ann and Ben could leave this situation together, each gaining, for a situation in which “Arm” is "
                 "not taken and “Build” is not taken, which would hold by answers." in said_in(article),
                 f"two who could leave together: the article says so\n{page.said()}")
    claims.claim('id="together"' in annex and
                 "Ann would set “Arm” to no and Ben would set “Build” to no, in either order" in
                 said_in(annex.split('id="together"')[1].split("</details>")[0]),
                 f"and the annex how\n{annex}")
    page = Page(brief(truce, TOGETHER % ""))
    claims.claim("leave this situation together" not in article_of(page) and
                 "no parties could leave it together" in page.said(),
                 f"where all is best for both, no parties could leave together\n{page.said()}")
    said = Page(brief(truce, TOGETHER.replace("name: Arm}", "name: Arm}, {id: gift, name: Give}")
                      .replace("arm, build]", "arm, build, gift]") % "arm: yes, build: yes")).said()
    claims.claim("Ann would set “Arm” to no and “Give” to yes and Ben would" in said,
                 f"of ways as short the one that is better for a member and worse for none\n{said}")


PART = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, moves: up}, {id: y}]}
  - {id: b, name: Ben, options: [{id: z}]}
status_quo: {}
preferences:
  a: {order: [z, {that: not x, confidence: 0.9}, {that: not y, confidence: 0.6}]}
  b: {order: [z iff x and y, {that: x and y, confidence: 0.55}]}
"""

TOLD_BY_WEIGHTS = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y}]}
status_quo: {}
preferences:
  a: {weigh: {y: 3, x: -1}}
  b: {weigh: {x: 3, y: -1}}
"""

PAIRS = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y}]}
  - {id: c, name: Cleo, options: [{id: z}]}
status_quo: {x: yes, y: yes, z: yes}
preferences:
  a: {order: ["at most 1 of (x, y, z)", x]}
  b: {order: ["at most 1 of (x, y, z)", y]}
  c: {order: ["at most 1 of (x, y, z)", z]}
"""

MORE = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}, {id: more}]}
  - {id: b, name: Ben, options: [{id: y}]}
status_quo: {}
outcomes: {both: {that: x and y, called: giving on both sides}, one: not (x iff y)}
preferences:
  a: {order: [x implies y, y]}
  b: {order: [y implies x, {that: x, confidence: 0.6}, more]}
"""


def target_claims(claims, truce):
    """Of a target: how sure its gain is, what of the first step is final, and a deal that is better for some; of
    groups that could leave together, how many there are and where to; and wishes are told as wishes."""
    part, pairs, more = (Page(brief(truce, text, variants=256)) for text in (PART, PAIRS, MORE))
    for page, words in (
        (part, "Ann would set “x” to yes and “y” to yes, part of which cannot be taken back. That is worse for it "
               "than before, by the wish that “x” is not taken I7."),
        (pairs, "Ann and Ben could leave this situation together, each gaining, for a situation in which “x” is not "
                "taken and "
                "“y” is not taken, which would hold. So could two more groups of as many."),
        (pairs, "Today’s situation: Ben would set “y” to no and Cleo would set “z” to no, in either order. That "
                "leads to a situation in which “y” is not taken and “z” is not taken (state 2)."),
        (more, "It could be better for Ben without loss to anybody: in giving on both sides in which “more” is "
               "taken. That situation would hold too, with no better move for anybody."),
        (more, "Giving on both sides in which “more” is taken"),
    ):
        claims.claim(words in page.said(), f"a brief says: {words}\n{page.said()}")
    for page in part, more:
        claims.claim(re.search(r"It is better than today for everybody in .* \(\d+ of 100\)", page.said()),
                     f"how sure it is that a target is better for everybody\n{page.said()}")
        lists = re.findall(r"<ol>\n(.*?)</ol>", section(page, "situation"), re.S)
        lines = [line for part in lists for line in re.findall(r"<li value=\"\d+\">(.*)</li>", part)]
        claims.claim(lines and all(line.startswith("That ") for line in lines), f"wishes begin with that: {lines}")
    for path in sorted(CASES.glob("*/model.yaml")):
        text = brief(truce, path.read_text(encoding="utf-8"), "--format", "txt")
        claims.claim("Thick: own" not in text and "for this way" not in text,
                     f"{path.parent.name}: no caption without its figure")
        claims.same(("every better step could be answered" in text, "No situation is preferred to another." in text),
                    (path.parent.name in ("rock-paper-scissors", "seltens-horse"), path.parent.name == "garrison"),
                    f"{path.parent.name}: what holds by answers alone, and whose wishes tell nothing apart")


PLANT = """truce: 1
parties:
  - {id: plant, name: Plant, options: [{id: filter, moves: up}]}
  - {id: town, name: Town, options: [{id: block}, {id: tax, levels: [none, full]}]}
  - {id: ministry, name: Ministry, options: [{id: fine}, {id: grant, moves: up}]}
status_quo: {block: yes}
outcomes:
  clean: {that: filter and not block, name: Clean air}
  dispute: {that: not filter and block, name: The dispute}
preferences:
  plant:
    order: [not fine, {that: filter implies grant or tax = full, confidence: 0.6}, {that: not block, confidence: 0.8},
            {that: tax = full, confidence: 0.5}]
  town: {order: [{that: filter, confidence: 0.9}, block iff not filter, {that: tax = none, confidence: 0.6}]}
  ministry: {order: [{that: filter, confidence: 0.8}, not grant, fine if not filter, not block]}
"""


def named_alone_claims(claims, truce):
    """Today's situation has no name that the first target shares; and the share of what would be better
    for all is told, though no target is it."""
    page = Page(brief(truce, PLANT, variants=256))
    claims.claim("1. Today’s situation does not hold." in page.said(),
                 f"today is called alone\n{page.said()}")
    summary = page.raw.split('<article id="article">')[0]
    claims.claim("Everybody is better off than today only if" in summary and "No doubt that the author" not in summary
                 and re.search(r"is better for all in .*\(\d+ of 100\)", said_in(summary)),
                 f"how sure it is that all gain\n{said_in(summary)}")


ONLY = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, says: [x is shut, x is open]}, {id: z, moves: none}]}
  - {id: b, name: Ben, options: [{id: y, says: [y is shut, y is open]}]}
status_quo: {}
preferences:
  a: {order: [{that: x implies y, confidence: 0.7, if_wrong: %s}, x or y, y]}
  b: {order: [x, y]}
"""


def share_claims(claims, truce):
    """The share beside a heading is that heading's own: in three of ten readings everybody is better off with x
    alone, so that y is not needed; in all of them with both. What the line does in each reading is told, also
    where it stands elsewhere, or turned round."""
    said = Page(brief(truce, ONLY % "absent", variants=4096)).said()
    share = re.search(r"Everybody is better off than today only if y is open\. In most readings "
                      r"\((\d+) of 100\)", said)
    claims.claim(share and abs(int(share[1]) - 70) < 3, f"the share of what is needed for all\n{said}")
    for wrong, told in (("absent", "100 of 100 readings that keep it and 0 of 100 without it"),
                        ("elsewhere", "100 of 100 readings that keep it and 0 of 100 that move it"),
                        ("opposite", "100 of 100 readings that keep it and 0 of 100 that turn it round")):
        said = Page(brief(truce, ONLY % wrong, variants=1024)).said()
        claims.claim(re.search(rf"depends most on the wish of Ann that .*? I\d+: it stands in {told}\.", said),
                     f"if wrong: {wrong}: {told}\n{said}")
    harbour = (CASES.parent / "docs" / "examples" / "harbour.yaml").read_text(encoding="utf-8")
    kept = re.search(r"it stands in \d+ of 100 readings that keep it, \d+ of 100 that move it and \d+ of 100 "
                     r"without it", Page(brief(truce, harbour, variants=1024)).said())
    claims.claim(kept, "the line on which most hangs is kept, moved or left out")


BARRED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, confidence: 0.5}]}
  - {id: b, name: Ben, options: [{id: y, confidence: 0.8}]}
status_quo: {}
preferences:
  a: {order: [{that: x implies y, confidence: 0.6, if_wrong: absent}, y, {that: x, confidence: 0.9}]}
  b: {order: [{that: y implies x, confidence: 0.9, if_wrong: absent}, {that: x, confidence: 0.7, if_wrong: absent}]}
ratify: {b: {actors: [{party: a}], confidence: 0.4}}
"""


def barred_claims(claims, truce):
    """In a reading in which an option cannot be used, what needs it does not come about: such a reading is none in
    which it holds. Four of ten can use both; three of ten have nothing better for both, and tell nothing of it."""
    said = Page(brief(truce, BARRED, variants=16384)).said()
    for words, share in ((r"Can be reached and holds in about half of the readings \((\d+) of 100; once reached, in "
                          r"100 of 100\)", 40),
                         (r"No way leads there in (\d+) of 100 readings; in", 60),
                         (r"readings; in (\d+) of 100 Ann cannot set “x” to yes\.", 50),
                         (r"that is so, in (\d+) of 100 with a way there\.", 40),
                         (r"is taken can be reached and holds (\d+) of 100", 40),
                         (r"in which something is better for all \(\d+ of 100; (\d+) of 100 are such\)", 70),
                         (r"Finding 2 depends most on whether Ann can set “x” to yes I\d+: where it can, it stands "
                          r"in (\d+) of 100\. Ben is taken to be able to change “y”\. Apart from that, "
                          r"it depends most on this line I\d+\.", 80),
                         (r"(\d+) of 100 are such\) .* Finding 2’s gain for all depends most on a wish of "
                          r"Ben I\d+\.", 70),
                         (r"better than today for everybody in most readings \(\d+ of 100\), in (\d+) of 100 with a "
                          r"way there\.", 28)):  # 0.7 of 0.4
        found = re.search(words, said)
        claims.claim(found and abs(int(found[1]) - share) < 3, f"{words} {share}\n{said[:4000]}")
    formed = BARRED.replace("y implies x, confidence: 0.9", "y implies x, confidence: 0.5") + "outcomes: {deal: %s}\n"
    said = Page(brief(truce, formed % "y", variants=16384)).said()
    for words, share in ((r"\((\d+) of 100; “deal” in some form: \d+\)", 40),  # both; or y alone, where x
                         (r"\(\d+ of 100; “deal” in some form: (\d+)\)", 60),  # is not Ann's, if Ben keeps y
                         (r"with a way there; in some form, (\d+)\. V", 60)):
        found = re.search(words, said)
        claims.claim(found and abs(int(found[1]) - share) < 3, f"in some form: {words} {share}\n{said[:4000]}")
    said = Page(brief(truce, formed % "y or not x", variants=256)).said()
    claims.claim("in some form" not in said.lower(), f"today is of the outcome, too\n{said[:2000]}")
    sure = Page(brief(truce, re.sub(r"(id: [xy]), confidence: 0.\d", r"\1", BARRED), variants=1024)).said()
    claims.claim("Holds in every reading (100 of 100)" in sure and "no way leads" not in sure.lower(),
                 f"where no option is in doubt, nothing is said of a way\n{sure[:2000]}")


def rest_claims(claims, truce):
    """Runs that end in no outcome are a row of the outlook: the same as of an outcome for all that is left."""
    bare = MORE.replace(", one: not (x iff y)", "")
    rest = bare.replace("called: giving on both sides}", "called: giving on both sides}, other: not (x and y)")
    rows = [re.findall(r"<tr><th scope=row>(.*?)</th>(.*)</tr>", section(Page(brief(truce, text)), "outlook"))
            for text in (bare, rest)]
    found = [[cells for name, cells in of if name in ("None of these", "“other”")] for of in rows]
    claims.claim(len(found[0]) == 1 and found[0] == found[1], f"the row of no outcome: {rows}")


LAPSING = """truce: 1
parties:
  - {id: a, options: [{id: pause}, {id: stop}]}
  - {id: b, options: [{id: gift}]}
status_quo: {}
tempo: {a: 7d, b: 7d}
outcomes: {calm: pause}
preferences: {a: {order: [not pause]}, b: {order: [gift]}}
expires:
"""


BEST = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y, moves: up}]}
status_quo: {}
outcomes: {given: x}
preferences:
  a: {order: [y, not x]}
  b: {order: [x, not y]}
expires:
  - {when: y, becomes: {y: no}, called: the gift}
"""


def best_claims(claims, truce):
    """Of what is best for everybody it is said on the first page that it does not hold, who would leave it, and who
    is worse off once it has ended."""
    said = Page(brief(truce, BEST, "--summary")).said()
    for words in ("cannot be bettered without loss to somebody. It would not hold: Ann would rather set “x” to no.",
                  "The gift ends by itself; then “y” is not taken. That leaves Ann worse off than today, and "
                  "Ben better "
                  "off."):
        claims.claim(words in said, f"what is best for all: {words}\n{said}")


LEFT = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: pause}, {id: talk, moves: up}]}
  - {id: b, name: Ben, options: [{id: give, moves: up}]}
status_quo: {}
preferences:
  a: {order: [pause implies give, give%s]}
  b: {order: [pause, not give]}
expires:
  - {when: pause, becomes: {pause: no}, called: a pause}
"""


def left_claims(claims, truce):
    """Of what is left after an ending it is said whether it holds."""
    for wish, words in (("", "What is left after a pause would hold."),
                        (", pause", "What is left after a pause would not hold.")):
        said = Page(brief(truce, LEFT % wish)).said()
        claims.claim(words in said, f"whether what is left holds: {words}\n{said[:3000]}")


def ending_claims(claims, truce):
    """The outlook says whether what ends by itself does so in the runs, where anything does."""
    running = "  - {when: pause, becomes: {pause: no}, after: 60 days}\n"
    standing = "  - {when: stop, becomes: {stop: no}, after: as long as it takes}\n"
    for text, words in ((LAPSING + standing, "Nothing ends by itself in these runs: the model does not say after "
                         "how many days."),
                        (LAPSING.replace("tempo: {a: 7d, b: 7d}\n", "") + running, "Nothing ends by itself in these "
                         "runs: they are counted in rounds, not in days."),
                        (LAPSING + running + standing, "In these runs only that ends by itself of which the model "
                         "says after how many days."),
                        (LAPSING + running, "What ends by itself does so in these runs too, at random, "
                                             "after the time told on average."),
                        (LAPSING.replace("expires:\n", ""), "")):
        said = Page(section(Page(brief(truce, text)), "outlook")).said()
        told = [s for s in re.split(r"(?<=\.) ", said) if "by itself" in s]
        claims.same((told, "no chances of an event" in said), ([words] if words else [], True),
                    f"what ends by itself in the runs\n{text}")


OVERLAPS = "Rows overlap: a run counts in each that fits."


def overlap_claims(claims, truce):
    """The outlook says where a run counts in several rows, and which rows include which; what single statements bear
    on begins with what the finding hangs on whose line the summary names, and says so; works that are named are
    cited in full."""
    for more, words in (("", ""), (", still: gift and not pause", ""), (", given: gift", f"{OVERLAPS} Nothing"),
                        (", both: pause and gift", f"{OVERLAPS} “calm” is there in every run that has come to "
                                                   "“both”. Nothing")):
        text = LAPSING.replace("calm: pause", "calm: pause" + more).replace("[gift]", "[gift iff pause]")
        text = text.replace("[not pause]", "[pause]").replace("status_quo: {}", "status_quo: {pause: yes}")
        text += "  - {when: stop, becomes: {stop: no}, after: as long as it takes}\n"
        said = Page(section(Page(brief(truce, text)), "outlook")).said()
        claims.claim(words in said and ("Rows overlap" in said) == bool(words), f"{words!r} is said: {said}\n{text}")
    page = Page(brief(truce, (CASES / "doha-2025" / "variants" / "line-owed-to-partners.yaml").read_text(
        encoding="utf-8"), variants=256))
    key = re.search(r"Finding (\d)(?: \(◆\))? depends most on (?:this line|the wish|whether)", page.raw)
    annex = page.raw.split('id="changes"')[1].split("</details>")[0]
    closing = re.search(r'id="closes".*?<li>.*?href=#(i\d+)>', annex, re.S)
    claims.claim(key and closing[1] == "i32" and f"First stand the lines on which finding {key[1]} depends most, "
                 "then the less certain." in annex, f"what bears on a finding most is first: {key} {closing} {annex}")
    method = said_in(page.raw.split('id="method"')[1].split("</details>")[0])
    for words in "seed 1", "70 of 100 stands for 64.0 to 75.2", "doi:10.17226/9897", "doi:10.2307/1969529":
        claims.claim(words in method, f"the method says {words!r}: {method}")


PLURAL = """truce: 1
parties:
  - {id: north, options: [pump]}
  - {id: elders, name: Elders%s, options: [dig]}
preferences: {north: {order: [not pump]}, elders: {order: [dig]}}
status_quo: {}
"""


def plural_claims(claims, truce):
    for said, verb in (", plural: yes", "gain by a step of their"), (", plural: no", "gains by a step of its"), (
            "", "gains by a step of its"):
        page = Page(brief(truce, PLURAL % said)).said()
        claims.claim(f"Elders {verb} own" in page, f"Elders{said} {verb} own\n{page[:300]}")


OPEN = """truce: 1
parties:
  - {id: a, options: [{id: x, says: [the door is shut, the door is open]}]}
  - {id: b, options: [{id: y, says: [the light is off, the light is on]}]}
status_quo: {}
preferences:
  a: {order: [{either: [[x, not y], 'true']}, y]}
  b: {either: [{order: [x, y]}, {order: [y, x]}]}
"""


def open_claims(claims, truce):
    """Wishes whose order is open are words in the list of inputs, as all others."""
    text = re.sub(r"\s+", " ", brief(truce, OPEN, "--format", "txt"))
    for words in ("1 of 2: either first that the door is open, and second that the light is off; or that this does "
                  "not matter.",
                  "2 of 2: that the light is on.", "1 of 2: that the light is on. ",
                  "2 of 2: that the door is open. "):
        claims.claim(words in text, f"an open wish: {words}", text)


# An opening asks for consent, which no outcome names.
BRIDGE = """truce: 1
parties:
  - id: cabinet
    name: Cabinet
    options:
      - {id: open, levels: [closed, by_day, always], from: {by_day: the bridge is open},
         says: [the bridge is closed, the bridge is open by day, the bridge is always open]}
  - id: parliament
    name: Parliament
    options: [{id: consent, says: [the treaty is not ratified, the treaty is ratified]}]
  - id: tarn
    name: Tarn
    options:
      - {id: toll, levels: [full, half, none], from: {half: the toll is lowered},
         says: [the full toll is taken, half the toll is taken, no toll is taken]}
feasible: [open >= by_day implies consent]
status_quo: {}
tempo: {cabinet: 1 week, parliament: 2 weeks, tarn: 1 week}
outcomes:
  crossing: {that: open >= by_day and toll >= half, called: a free crossing,
             says: the bridge is open and the toll is lowered}
preferences:
  cabinet: {order: [toll >= half, open >= by_day if consent, open != always]}
  parliament: {order: [toll >= half, not consent if toll = full, toll = none]}
  tarn: {order: [open >= by_day, toll = full if open = closed, toll != none, {either: [consent, "true"]}]}
"""


def distinguished_claims(claims, truce):
    """A name tells what changes from today and does not follow from the outcome; all else is as today only where it
    is. What no completion decides otherwise is not left open."""
    said = Page(brief(truce, BRIDGE)).said()
    claims.claim("with all else as today" not in said, f"a treaty is ratified that is not today\n{said}")
    for words in ("A free crossing in which the bridge is open by day and half the toll is taken",
                  "Cabinet decides every week", "Parliament decides every 2 weeks"):
        claims.claim(words in said, f"a bridge: {words}\n{said}")
    claims.claim("left open" not in said, f"every completion decides alike\n{said}")
    head, _ = BRIDGE.split("  tarn:")
    said = Page(brief(truce, head + "  tarn: {order: [{either: [toll != none, toll != half]}]}\n")).said()
    claims.claim("what decides for Tarn is left open" in said, f"completions decide otherwise\n{said}")


VOTE = """truce: 1
sources: {paper: {title: Paper}}
parties:
  - {id: a, name: Ann, options: [{id: x}, {id: sign, moves: up, source: paper ¶2, quote: It binds.}]}
  - {id: b, name: Ben, options: [{id: y}]}
status_quo: {}
outcomes: {calm: x and not sign, deal: sign}
preferences:
  a: {order: [{that: x, confidence: 0.7}, sign implies y]}
  b: {order: [either: [sign, y], sign, y]}
ratify:
  a:
    rule: weighted
    quota: %d
    agreements: %s
    actors:
      - {id: old, name: Old hands, weight: 40, order: [not sign]}
      - {id: new, name: New hands, weight: 60, order: [sign]}
"""


BY_FIRSTS = "What follows takes the first alternative of each wish that is open; others may give another result."


def vote_claims(claims, truce):
    """What the section on consent is headed by is put to a vote, and who would refuse is told also where others
    outvote them. That today does not hold has a share, quotes stand beside their inputs, and a wish of a party of
    which something is open leads to its input."""
    said = Page(brief(truce, VOTE % (51, "deal"))).said()
    for words in (f"“deal” (■) would be accepted at home {BY_FIRSTS} What Ann",
                  "“deal” (■) would be accepted, though Old hands would refuse it.",
                  "1. Today’s situation does not hold. In every reading (100 of 100)",
                  "Today’s situation does not hold 100 of 100",
                  "cannot be taken back. Paragraph 2: “It binds”.",
                  "Ben That “sign” is taken I10 That “sign” is taken I11 That “y” is taken I12"):
        claims.claim(words in said, f"a vote: {words}\n{said}")
    said = Page(brief(truce, VOTE % (80, "deal"))).said()
    claims.claim(f"“deal” (■) would be refused at home {BY_FIRSTS} What Ann" in said, f"a quota of 80\n{said}")
    said = Page(brief(truce, VOTE % (51, "sign and not x"))).said()
    claims.claim(f"What is found above is not put to a vote at home {BY_FIRSTS} What Ann would agree to has to be "
                 "accepted at home by Old hands and New hands: the weights of those who consent have to add up to at "
                 "least 51. I13 Of 2 situations put to a vote, 2 would be accepted; Old hands would refuse 2."
                 in said,
                 f"what is not put to a vote\n{said}")


FACING = """truce: 1
parties:
  - id: a
    name: Ann
    options: [{id: x, levels: [low, agreed, high], says: [little flows, more flows, much flows],
               from: {agreed: at least more flows}, does: [let little through, let more through, let much through]}]
  - id: b
    name: Ben
    options: [{id: y, says: [all is watered, less is watered], does: [water all, water less]}]
status_quo: {}
preferences:
  a: {order: ["%s", x = low, y]}
  b: {order: ["%s", not y, x >= agreed]}
"""


def facing_claims(claims, truce):
    """What is a condition hangs on what a statement means, not on how it is spelt; not on a step that is taken."""
    words = ("Ann would not let more through unless less is watered. I5 Ben would not water less unless at least "
             "more flows. I8")
    for one in ("x >= agreed implies y", "x = low if not y", "not (x != low) or y", "not y implies x = low"):
        for other in ("y implies x != low", "not y if x = low", "x >= agreed if y"):
            said = Page(section(Page(brief(truce, FACING % (one, other), variants=0)), "situation")).said()
            claims.claim(words in said, f"{one}, {other}: conditions face each other\n{said}")
    said = Page(section(Page(brief(truce, FACING % ("y implies x >= agreed", "x >= agreed implies y"), variants=0)),
                        "situation")).said()
    claims.claim("unless" not in said, f"what is done already is made to depend on nothing\n{said}")


SHARED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, says: [x is shut, x is open]}]}
  - {id: b, name: Ben, options: [{id: y, says: [y is shut, y is open]}]}
status_quo: {}
outcomes: {calm: {that: not y, called: the calm}, storm: {that: y, called: a storm}}
preferences:
  a: {order: [{that: x, confidence: 0.6}]}
  b: {order: [not y, x]}
no_deal: {b: x and y}
"""


def situation_claims(claims, truce):
    """A situation has one name in all of a brief: today has none that a target shares, and what is of no outcome is
    told in words beside its number."""
    said = Page(brief(truce, SHARED)).said()
    for words in ("1. Today’s situation does not hold.", "2. A situation in which x is open can be reached",
                  "Ann: today’s situation (state 1)", "Today’s situation alone"):
        claims.claim(words in said, f"a name: {words}\n{said}")
    claims.claim("the calm," not in said and not re.search(r"(?:with|of|in|to|:) state \d", said) and
                 re.search(r"The calm ?\d+ \(\d+ to \d+\)", said), f"names alone\n{said}")


TWO = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: arm}, {id: ban}]}
  - {id: b, name: Ben, options: [{id: build}]}
  - {id: c, name: Cleo, options: [{id: z}]}
status_quo: {arm: yes, build: yes}
outcomes: {peace: {that: not arm and not build, called: peace}, show: {that: z, called: the show}}
preferences:
  a: {order: [not build, arm, not ban]}
  b: {order: [not arm, build]}
  c: {order: [not ban, z]}
"""

AWAITED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, says: [x is shut, x is open]}]}
  - {id: b, name: Ben, options: [{id: y, says: [y is shut, y is open]}]}
status_quo: {x: yes}
preferences:
  a: {order: [y]}
  b: {order: [x]}
expires:
  - {when: x, becomes: {x: no}, after: 60 days, called: the opening}
"""


def aimed_claims(claims, truce):
    """The headline is of the targets of which it is true; what comes though nobody moves is no target, but told of
    today."""
    said = Page(brief(truce, TWO)).said()
    claims.claim("The show with all else as today can be reached by steps that each pay" in said and
                 "(■) holds by answers once reached, but does not begin by itself" in said,
                 f"the headline is true of each target that it names\n{said}")
    said = Page(brief(truce, AWAITED)).said()
    ends = ("If nobody moves, the opening lasts 60 days; then x is shut. That is worse than today for Ben and better "
            "for nobody.")
    claims.same((said.count(ends), "can be reached by" in said), (2, False),
                f"what ends by itself is no target\n{said}")
    said = Page(brief(truce, AWAITED, "--no-lapsing")).said()
    claims.claim("1. Today’s situation holds." in said, f"without endings as steps\n{said}")


FIRM = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y}]}
  - {id: c, name: Cleo, options: [{id: z}]}
status_quo: {}
preferences:
  a: {order: [z, {either: [not y, not x]}]}
  b: {order: [x]}
  c: {order: [x implies not y]}
"""

ANSWERED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: arm}]}
  - {id: b, name: Ben, options: [{id: build}]}
status_quo: {arm: yes, build: yes}
outcomes: {peace: {that: not arm and not build, called: peace}}
preferences:
  a: {order: [not build, either: [arm, not arm]]}
  b: {order: [not arm, build iff arm]}
"""


def firmness_claims(claims, truce):
    """Where something holds with each alternative, only how firmly is open; holding by answers is told as that."""
    said = Page(brief(truce, FIRM)).said()
    for words in ("would hold at least by caution",
                  "2. It is open how firmly a situation in which “x” is taken and “z”",
                  "It holds if what matters to Ann is that “y” is not taken; it holds by caution if it is that “x” "
                  "is not taken.",
                  "What stands at place 2 I8 is not known for certain: the model lists 2 possibilities."):
        claims.claim(words in said, f"how firmly: {words}\n{said}")
    claims.claim("It is open whether" not in said and "Whether" not in said, f"that it holds is not open\n{said}")
    said = Page(brief(truce, ANSWERED)).said()
    words = ("It holds by answers if what matters to Ann is that “arm” is taken; it holds if it is that “arm” is not "
             "taken.")
    claims.claim(words in said, f"by answers\n{said}")


CONSENTED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: arm, levels: [full, half, none],
                                   says: [Ann has all arms, Ann has half, Ann has none]}]}
  - {id: b, name: Ben, options: [{id: build}]}
status_quo: {build: yes}
outcomes: {peace: {that: arm >= half and not build, called: peace}}
preferences:
  a: {order: [not build]}
  b: {order: [arm >= half, build iff arm = full]}
ratify:
  a:
    rule: unanimity
    agreements: arm >= half
    actors: [{id: home, name: Home, order: [arm != half]}]
"""


def consented_claims(claims, truce):
    """Where a home would refuse a target, a deal that no home would refuse is told; and of counts that they are those
    of the first alternatives, where others are listed."""
    said = Page(brief(truce, CONSENTED)).said()
    for words in ("Peace in which Ann has none (★) is a deal that no home would refuse; it would hold. A way there "
                  "takes two steps, none of which costs its mover anything.",
                  "Peace (★) is a deal that no home would refuse; it would hold.", "Peace (★)▲▲yes"):
        claims.claim(words in said, f"what would be consented to: {words}\n{said}")
    claims.claim(BY_FIRSTS not in said, f"nothing is open\n{said}")
    page = Page(brief(truce, CONSENTED.replace("a: {order: [not build]}", "a: {order: [not build, either: "
                                               "['true', arm = full]]}")))
    for part in "gains", "consent", "deals", "home":
        inside = re.split(r"</section>|</details>", page.raw.split(f'id="{part}"')[1])[0]
        claims.claim(BY_FIRSTS in said_in(inside), f"the first alternatives: {part}\n{inside}")


VOUCHED = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y}]}
  - {id: c, name: Cleo, options: [{id: z}]}
feasible: [y implies x]
status_quo: {}
preferences:
  a: {order: [x implies y, y]}
  b: {order: [x, y]}
  c: {order: [not z, either: ["true", not y]]}
ratify:
  a: {rule: unanimity, agreements: y, actors: [{party: c}]}
levers:
  - {id: vouch, name: Dora vouches for Ben, cost: 1, changes: [{remove: preferences.a.order.1}]}
"""


def vouched_claims(claims, truce):
    """A wish that would have to become its opposite is told as that, with the cheapest changes that do without, by
    levers where they leave more as it is; that a later step rules out taking back the first; who could leave the way;
    and who loses, and who refuses, by another alternative."""
    page = Page(brief(truce, VOUCHED))
    said = page.said()
    for words in ("One wish turned into its opposite would open a way",
                  "A way to finding 2 would pay at every step if Ann came to want the opposite, that “x” is taken "
                  "while “y” is not taken, and went first. Without a reversal it takes two changes.",
                  "Dora vouches for Ben (a lever, cost 1). Ann also wants “x” is taken, as its least concern.",
                  "Today then no longer holds.",
                  "Ann could take the first step back until step 2 rules that out. The way could be left: after step "
                  "1, Ann would rather set “x” to no I",
                  "and worse for nobody. If what matters to Cleo is that “y” is not taken, a situation in "
                  "which “x” is taken and “y” is taken is worse than today for it and a home would refuse it."):
        claims.claim(words in said, f"{words}\n{said}")
    for part in "outcomes", "together", "changes":
        inside = page.raw.split(f'id="{part}"')[1].split("</details>")[0]
        claims.claim(BY_FIRSTS in Page(inside).said(), f"counts say which alternative they take: {part}\n{inside}")


def refusing_claims(claims, truce):
    """`ratify` says no more than that no state is ratified by the first alternatives, where others are listed."""
    refused = CONSENTED.replace("arm != half", "%s") % "arm = full"
    opened = refused.replace("a: {order: [not build]}", "a: {order: [not build, either: ['true', arm = full]]}")
    for text, words in ((refused, "No state would be ratified: no agreement is possible."),
                        (opened, "No state would be ratified by the first alternatives; others may give some.")):
        said = " ".join(drive.call(truce, ["ratify", "-"], text.encode()).stdout.decode().split())
        claims.claim(words in said, f"nobody ratifies: {words}\n{said}")


HURTING = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x}]}
  - {id: b, name: Ben, options: [{id: y}, {id: z}]}
status_quo: {}
preferences:
  a: {order: [y, not x]}
  b: {order: [x, not y, not z]}
pain: {a: "%s", b: not x}
"""


def hurting_claims(claims, truce):
    """Of a way out it is said whose pain stays there, and in how many it does not."""
    for pain, words in (("not z", "What hurts Ann stays there. One of these hurts none of them."),
                        ("not x or x",
                         "What hurts Ann stays there. In each of these situations somebody is hurt as now."),
                        ("not x", "")):
        said = Page(section(Page(brief(truce, HURTING % pain)), "ripe")).said()
        claims.claim("There is a way out: 2 situations" in said and words in said and
                     ("stays there" in said) == bool(words), f"{pain} hurts\n{said}")


HANGING = """truce: 1
parties:
  - {id: a, name: Ann, options: [{id: x, says: [x is shut, x is open]}]}
  - {id: b, name: Ben, options: [{id: y, says: [y is shut, y is open]}]}
status_quo: {}
outcomes: {calm: {that: not x, called: the calm}, storm: {that: x, called: a storm}}
preferences:
  a: {order: [either: [%s], y]}
  b: {order: [{that: not y, confidence: 0.8}]}
"""


def hanging_claims(claims, truce):
    """Where an alternative decides, headline, finding and what to look at next say so, and which gives which: the
    same whichever stands first."""
    for either, words in (
        ("not x, x", "It holds if what matters to Ann is that x is shut; it does not hold if it is that x is open."),
        ("x, not x", "It does not hold if what matters to Ann is that x is open; it holds if it is that x is shut."),
    ):
        said = Page(brief(truce, HANGING % either)).said()
        for told in ("Whether today’s situation holds hangs on what Ann wants", words,
                     "1. It is open whether today’s situation, the calm, holds.",
                     "To ask first: which alternative is right for Ann I", "It is open whether today holds"):
            claims.claim(told in said, f"an alternative decides: {told}\n{said}")
    said = Page(brief(truce, HANGING % "not x, [not x, y]")).said()
    claims.claim("hangs on" not in said and "It is open" not in said, f"no alternative decides\n{said}")


def article_of(page):
    return page.raw.split('<article id="article">')[-1].split("</article>")[0]


def sentences(text):
    """Of paragraphs and items; what stands beside figures is left out."""
    for block in re.findall(r"<(?:p|li)(?: [^>]*)?>(.*?)</(?:p|li)>", text, re.S):
        said = said_in(re.sub(r"<a class=(?:mark|why).*?</a>|<svg.*?</svg>", "", block, flags=re.S))
        yield from re.split(r"(?<=[.?!]) +(?=[A-Z“\d])", said)


def by_the_program(article, model):
    """Without the summary, which the author wrote."""
    summed_up = re.compile(r"(<h2 id=\"situation\">.*?</h2>\n)<p>.*?</p>")
    return summed_up.sub(r"\1", article, count=1) if "summary:" in model else article


def words_of(text):
    """Tables, which stand for figures, are not counted."""
    prose = re.sub(r"<table.*?</table>|<svg.*?</svg>|<a class=mark.*?</a>", "", text, flags=re.S)
    return len(said_in(prose).split())


def read_claims(claims, truce):
    """The cases: length, long sentences, ids, and words that a brief has not."""
    for path in sorted(CASES.glob("*/model.yaml")):
        model = path.read_text(encoding="utf-8")
        name, page = path.parent.name, Page(brief(truce, model, variants=None))
        summary = page.raw.split('<section id="summary"')[1].split("<article")[0]
        article, counts = article_of(page), (words_of(summary), words_of(article_of(page)))
        own = by_the_program(article, model)
        claims.claim(80 < counts[0] <= 500 and 120 < counts[1] <= 1500,
                     f"{name}: {counts} words in summary and article")
        told = list(sentences(summary.split("</h1>")[1])) + list(sentences(article))
        long = [s for s in told if len(s.split()) > 30]
        claims.claim(20 * len(long) < len(told), f"{name}: {len(long)} of {len(told)} sentences are long: {long}")
        wrong = list(readable(summary.split("</h1>")[1], model=model))
        wrong += list(readable(own, ("p", "li", "h2"), model))
        claims.same(wrong, [], f"{name} reads well")
        claims.claim(len(blocks_of(summary, ("p", "h3"))) > 3 and len(blocks_of(own, ("p", "li", "h2"))) > 8,
                     f"{name} has something to read")
        ids = set(re.findall(r"\bid: ([\w-]+)", model))
        quoted = set(re.findall(r"“([^”]*)”", said_in(summary + own)))
        claims.same((len(ids) > 3, sorted(ids & quoted)), (True, []), f"{name} quotes no ids")
        of_annex = re.compile(r"\bstate \d+|\b(?:Nash|SEQ|SMR|GMR)\b|preferences\.\w+")
        claims.same(of_annex.findall(said_in(article)), [],
                    f"{name}: numbers and concepts stand in the annex only")


def rule_claims(claims):
    """Each rule of what reads well finds what breaks it, and nothing else."""
    for wrong in ("<p>a small letter.</p>", "<p>No end</p>", "<p>It is is so.</p>", "<p>An empty , place.</p>",
                  "<p>It will hold.</p>", "<p>It is right.</p>", "<li>a small item</li>", "<li>They must leave</li>",
                  "<p>It holds, .</p>", "<h3>No stop</h3>"):
        claims.claim(len(list(readable(wrong))) == 1, f"{wrong} reads badly", list(readable(wrong)))
    claims.claim(list(readable("<h2>A stop.</h2>", ("h2",))), "a heading has no stop")
    for fine in ("<p class=sure>It holds <a class=mark href=#v1>V1</a>.</p>", "<p>It says what would hold, not "
                 "what is right.</p>", "<li>That it holds (0.9) <a class=mark href=#i1>I1</a></li>",
                 "<h3>It holds.</h3>"):
        claims.same(list(readable(fine)), [], f"{fine} reads well")
    claims.same(list(sentences("<p>One is short. Two is too.</p><li>Three</li>")),
                ["One is short.", "Two is too.", "Three"], "sentences are told apart")


def sentence_claims(claims, truce, first, count):
    """Every sentence of summary and article is one, on random models of all kinds."""
    read = 0
    for seed in range(first, first + count):
        make = generate.generate_surrounded if seed % 2 else generate.generate
        text = generate.text_of(seed, make(seed))
        try:
            page = Page(brief(truce, text, variants=0))
        except drive.Refused as refusal:
            claims.claim("exit status 1\n" in str(refusal), str(refusal))
            continue
        summary = page.raw.split('<section id="summary"')[1].split("<article")[0].split("</h1>")[1]
        wrong = list(readable(summary)) + list(readable(by_the_program(article_of(page), text), ("p", "li", "h2")))
        read += len(blocks_of(article_of(page), ("p", "li"))) > 5
        if words_of(article_of(page)) > 1500:
            wrong.append("the article is too long")
        claims.same(wrong, [], f"sentences on model {seed}\n{text[:3000]}")
    claims.claim(read > 0.9 * count, f"enough of the models have an article: {read} of {count}")


def random_claims(claims, truce, first, count):
    for seed in range(first, first + count):
        model = generate.generate(seed)
        text = generate.text_of(seed, model)
        try:
            page = Page(brief(truce, text))
            wrong = list(structure(page)) + list(against_reference(page, model)) + list(filter(None, [policy(page)]))
            wrong += list(against_doubts(page)) + list(unclear_captions(page))
        except drive.Refused as refusal:
            wrong = [str(refusal)]
        claims.same(wrong, [], f"the brief of model {seed}\n{text}")
        drive.progress(seed - first, count)


def surrounded_claims(claims, truce, first, count):
    """Models with homes, pain, expiry and the like: the page is complete and reads well."""
    told = 0
    for seed in range(first, first + count):
        model = generate.generate_surrounded(seed)
        text = generate.text_of(seed, model)
        try:
            page = Page(brief(truce, text))
        except drive.Refused as refusal:
            claims.claim("exit status 1\n" in str(refusal), f"model {seed} with what is around it: {refusal}\n{text}")
            continue
        told += "would be ratified" in page.said()
        today = reference.build(model).status_quo
        wrong = list(structure(page)) + list(reads_badly(page, today)) + list(announced_in_vain(page))
        wrong += list(against_doubts(page)) + list(alike_rows(page)) + list(unused_words(page))
        claims.same(wrong, [], f"the brief of model {seed} with what is around it\n{text}")
    claims.claim(3 * told > count, f"enough of them have homes ({told} of {count})")


def gains_nothing(model, graph):
    """Whether no party has a better step than today even if it had any one of its wishes alone."""
    for party, (kind, items) in model.preferences.items():
        number = list(model.parties).index(party)
        moves = graph.moves[number][graph.status_quo]
        if moves and kind != "order":
            return False
        for item in items if moves else ():
            variant = copy.deepcopy(model)
            variant.preferences[party] = ("order", [item])
            alone = reference.build(variant)
            if alone.improvements(number, graph.status_quo):
                return False
    return True


def turned(model, party, place):
    """The model in which the party wants the opposite of one of its statements."""
    variant = copy.deepcopy(model)
    item = variant.preferences[party][1][place]
    variant.preferences[party][1][place] = [("not", item[0])]
    return variant


def carried_by_none(model, today):
    """What is said where every wish can be left out: whether each can be turned round, too."""
    if any(kind != "order" or any(len(item) != 1 for item in items) for kind, items in model.preferences.values()):
        return r"each can be left out\."
    unturned = sum(grades(turned(model, party, place))[0] > today
                   for party, (_, items) in model.preferences.items() for place in range(len(items)))
    if not unturned:
        return r"each can be left out or turned round\."
    count = COUNTS[unturned] if unturned < len(COUNTS) else unturned
    return rf"each can be left out, though not {count} of them turned round\."


def against_openings(page, model):
    """What the brief says would open a way to a target: each wish is given up and turned round, and the target has to
    hold as it does and to be reached by improvements."""
    graph = reference.build(model)
    told = said_in(section(page, "openings"))
    lists = all(kind == "order" and all(len(item) == 1 for item in items)
                for kind, items in model.preferences.values())
    reached = paths.reach(paths.Steps(graph, "moves"), graph.status_quo) if graph.status_quo else {}
    for state, concept, text in targets(page):
        head = said_in(text.split("</h2>")[0])
        if not lists or state not in reached or "would not hold" in head:
            continue
        if "by improvements alone" in head:
            if not re.search(r"Every step of a way to .* pays whoever takes it", told):
                yield f"nothing is said of the open way to {state}: {told}"
            continue
        found = 0
        for party, (_, items) in model.preferences.items():
            for place in range(len(items)):
                dropped = copy.deepcopy(model)
                del dropped.preferences[party][1][place]
                for variant in dropped, turned(model, party, place):
                    other = reference.build(variant)
                    holds = state in reference.equilibria(other, reference.solve(other, [concept])[concept])
                    ways = paths.reach(paths.Steps(other, "improvements"), other.status_quo)
                    found += holds and state in ways
        if not found and not re.search("None opens a way to .* that pays at every step", told):
            yield f"nothing opens a way to {state}: {told}"
        if found and not re.search("that pays at every step, (?:this|each of these alone) is enough", told):
            yield f"{found} changes open a way to {state}: {told}"


def least_costs(graph, state, steps):
    """By who begins: of the shortest ways to the state, the fewest steps that leave their mover worse off."""
    least = {}
    far = paths.reach(paths.Steps(graph, "moves"), graph.status_quo)

    def walk(here, last, first, left, cost):
        if left == 0:
            if here == state:
                least[first] = min(cost, least.get(first, cost))
            return
        for party in range(len(graph.moves)):
            for to in graph.moves[party][here] if party != last else ():
                if left > 1 or to == state:
                    worse = graph.ranks[party][to] < graph.ranks[party][here]
                    walk(to, party, party if first is None else first, left - 1, cost + worse)

    if far.get(state) == steps:
        walk(graph.status_quo, None, None, steps, 0)
    return least


def against_beginnings(page, model):
    """What the brief says of those who could begin another way: at the cost of how many steps."""
    graph = reference.build(model)
    names = {p: number for number, p in enumerate(model.parties)}
    for state, _, text in targets(page):
        said = said_in(text)
        way = re.search(r"shortest way there, one of [\d,]+, takes (\S+) steps?:", said)
        sentence = re.search(r"([^.]*) could (?:each )?begin another( with [^.]*)?\.", said)
        if not way or not sentence or way[1] not in COUNTS or COUNTS.index(way[1]) > 4:
            continue
        least = least_costs(graph, state, COUNTS.index(way[1]))
        told = [(who, COUNTS.index(count)) for who, count in re.findall(
            r"(?:^|, )([^,]*?)(?: could)? (?:each )?(?:begin another|one) with (\S+) costly", sentence[0].strip())]
        for who, count in told:
            for name in re.split(", | and ", who):
                number = names.get(name, names.get(name.lower()))
                if number is not None and least.get(number) != count:
                    yield f"{name} begins with {count} costly steps, the reference says {least}: {sentence[0]}"


def against_carriers(page, model):
    """What the first finding says of wishes on which it hangs: those without which the reference finds that today's
    situation does not hold, else those without which it holds less firmly; it is said where there are none."""
    graph = reference.build(model)
    first = re.split(r"<h3>", page.raw)[1]
    if not graph.status_quo or " does not hold." in first:
        return
    today, without = grades(model)[0], []
    for party, (kind, items) in model.preferences.items():
        for place in range(len(items) if kind in ("order", "weigh") else 0):
            variant = copy.deepcopy(model)
            del variant.preferences[party][1][place]
            without.append(grades(variant)[0])
    falls = without.count(len(GRADES))
    count = falls or sum(grade > today for grade in without)
    said = ("No step brings whoever takes it anything it wants."
            if count == 0 and gains_nothing(model, graph) else
            carried_by_none(model, today) if count == 0 else
            f"It would {'not hold' if falls else 'hold less firmly'} "
            + ("if either of two wishes (?:of .*? were dropped: that .*?; and that |were dropped: the wish of .*?; "
               "and the wish of )" if count > 1 else
               "without the wish of .*? that [^.]*"))
    if count > 2:
        said += f".* The same is so of {count - 2} more statement"
    if without and not re.search(said, said_in(first)):
        yield f"today holds by {count} wishes: {said_in(first)}"


def striking_claims(claims, truce, first, count):
    found = 0
    for seed in range(first, first + count):
        model = conflict(seed)
        text = generate.text_of(seed, model)
        found += sum(map(len, strikings(model)))
        page = Page(brief(truce, text))
        wrong = list(against_strikings(page, model)) + list(against_carriers(page, model))
        wrong += list(against_openings(page, model)) + list(against_beginnings(page, model))
        claims.same(wrong, [], f"statements struck from model {seed}\n{text}")
    claims.claim(2 * found > count,
                 f"striking statements changes something often enough to be a test ({found} in {count} models)")


def case_claims(claims, truce, accept):
    for path in sorted(CASES.glob("*/model.yaml")):
        text = path.read_text(encoding="utf-8")
        one = brief(truce, text, "--threads", "1", variants=None)
        page = Page(one)
        wrong = list(structure(page)) + list(reads_badly(page)) + list(alike_rows(page)) + list(unused_words(page))
        wrong += re.findall(".{40}situation without a name", page.said(), re.I)
        wrong += list(unclear_captions(page)) + list(clumsy(page))
        claims.same(wrong + list(against_doubts(page)), [], f"the brief of {path.parent.name}")
        claims.claim(one == brief(truce, text, "--threads", "3", variants=None),
                     f"{path.parent.name}: the same bytes for any number of threads")
        claims.claim("http" not in re.sub(r"&lt;.*?&gt;", "", one.split("</style>")[1].split('class=url')[0]),
                     f"{path.parent.name}: no address")
        kept = path.parent / "brief.html"
        if accept and kept.exists():
            kept.write_text(one, encoding="utf-8")
        if kept.exists():
            claims.claim(kept.read_text(encoding="utf-8") == one,
                         f"{kept} is what the command writes (test_brief.py --accept)")
        left = re.findall(r"</(?:li|td|th|tr|dt|dd|thead|tbody)>", one)
        claims.same(left, [], f"{path.parent.name}: no end tag that says nothing")
        inputs = one.count('value="input ')
        size = len(one.encode())
        claims.claim(inputs and size <= 90_000 + 500 * max(0, inputs - 66),
                     f"{path.parent.name}: {size} bytes, {inputs} inputs")


def main():
    options = drive.options(__doc__, "accept", models=200, seed=0)
    claims = drive.Claims()
    hostile_claims(claims, options.truce)
    input_claims(claims)
    name_claims(claims, options.truce)
    article_claims(claims, options.truce)
    annex_claims(claims, options.truce)
    next_claims(claims, options.truce)
    view_claims(claims, options.truce)
    case_claims(claims, options.truce, options.accept)
    form_claims(claims, options.truce, options.seed, options.models // 5)
    counted_claims(claims, options.truce)
    plural_claims(claims, options.truce)
    open_claims(claims, options.truce)
    vote_claims(claims, options.truce)
    distinguished_claims(claims, options.truce)
    hanging_claims(claims, options.truce)
    aimed_claims(claims, options.truce)
    firmness_claims(claims, options.truce)
    consented_claims(claims, options.truce)
    vouched_claims(claims, options.truce)
    refusing_claims(claims, options.truce)
    hurting_claims(claims, options.truce)
    facing_claims(claims, options.truce)
    situation_claims(claims, options.truce)
    together_claims(claims, options.truce)
    target_claims(claims, options.truce)
    named_alone_claims(claims, options.truce)
    share_claims(claims, options.truce)
    barred_claims(claims, options.truce)
    rest_claims(claims, options.truce)
    best_claims(claims, options.truce)
    left_claims(claims, options.truce)
    ending_claims(claims, options.truce)
    overlap_claims(claims, options.truce)
    rule_claims(claims)
    read_claims(claims, options.truce)
    sentence_claims(claims, options.truce, options.seed, 3 * options.models // 2)
    random_claims(claims, options.truce, options.seed, options.models)
    surrounded_claims(claims, options.truce, options.seed, options.models // 2)
    striking_claims(claims, options.truce, options.seed + options.models, options.models // 4)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
