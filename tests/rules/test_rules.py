"""The rule engine: its walker agrees with spaCy's, and every rule does what its examples say."""

from dataclasses import dataclass
from itertools import product

import newsframes as nf
import newsframes.pipeline
import pytest
import spacy
from newsframes.figures import FOUND_BY
from newsframes.rules import Pattern, Rule, Stage, all_stages, node, tracing, without
from newsframes.rules.patterns import WALKS
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc, Token

from conftest import golden

# Those of the library: the tests below and doctests make theirs later.
STAGES = all_stages()
EXAMPLES = [
    pytest.param(stage, rule, text, answer, id=f"{stage.name}, {rule.name}: {text}")
    for stage in STAGES
    for rule in stage.rules
    for text, answer in rule.examples
]


@dataclass(frozen=True)
class Place:
    """The least that a context must have."""

    token: Token


@pytest.fixture(scope="module")
def doc() -> Doc:
    """Give "The ministry put the toll at 18 ."."""
    return Doc(
        spacy.blank("en").vocab,
        words=["The", "ministry", "put", "the", "toll", "at", "18", "."],
        heads=[1, 2, 2, 4, 2, 2, 5, 2],
        deps=["det", "nsubj", "ROOT", "det", "dobj", "prep", "pobj", "punct"],
        pos=["DET", "NOUN", "VERB", "DET", "NOUN", "ADP", "NUM", "PUNCT"],
        lemmas=["the", "ministry", "put", "the", "toll", "at", "18", "."],
    )


@pytest.fixture(scope="module")
def readings() -> dict:
    """Read every example once."""
    texts = list(dict.fromkeys(example.values[2] for example in EXAMPLES))
    articles = [nf.Article(text=text) for text in texts]
    return dict(zip(texts, map(nf.Reader.load().read, articles), strict=True))


@pytest.fixture(scope="module")
def traces(readings: dict) -> dict:
    """Tabulate every example once, and keep what every rule answered."""
    found = {}
    for text, reading in readings.items():
        with tracing() as trace:
            nf.tabulate(reading.article)
        found[text] = trace.steps
    return found


@pytest.mark.parametrize("operator", WALKS)
def test_operators_agree_with_spacy(operator: str, doc: Doc) -> None:
    matcher = DependencyMatcher(doc.vocab)
    nodes = [
        {"RIGHT_ID": "a", "RIGHT_ATTRS": {}},
        {"LEFT_ID": "a", "REL_OP": operator, "RIGHT_ID": "b", "RIGHT_ATTRS": {}},
    ]
    matcher.add("pairs", [nodes])
    pairs = {tuple(pair) for _, pair in matcher(doc)}
    # To spaCy, the children of a root are its siblings.
    expected = {pair for pair in pairs if "$" not in operator or doc[pair[0]].dep_ != "ROOT"}
    found = {(one.i, other.i) for one in doc for other in WALKS[operator](one)}
    assert found == expected


@pytest.mark.parametrize("operator", WALKS)
@pytest.mark.parametrize("anchor", ["a", "b"])
def test_a_pattern_is_matched_from_any_node(operator: str, anchor: str, doc: Doc) -> None:
    pairs = {(one.i, other.i) for one in doc for other in WALKS[operator](one)}
    for one, other in product(doc, doc):
        nodes = [
            node("a", lambda token, one=one: token == one),
            node(f"a {operator} b", lambda token, other=other: token == other),
        ]
        found = Pattern(nodes, anchor).match(one if anchor == "a" else other)
        assert (found is not None) == ((one.i, other.i) in pairs)


def test_nodes_are_named_and_may_be_absent(doc: Doc) -> None:
    nodes = [
        node("verb", POS="VERB", LEMMA={"put", "set"}),
        node("verb > claimant", DEP="nsubj"),
        node("verb >> at", LOWER="at"),
        node("at >> quantity", LIKE_NUM=True),
    ]
    found = Pattern(nodes, "quantity").match(doc[6])
    assert found == {"verb": doc[2], "claimant": doc[1], "at": doc[5], "quantity": doc[6]}
    assert Pattern([*nodes, without("verb > aux", DEP="aux")], "quantity").match(doc[6])
    assert Pattern([*nodes, without("verb > toll", DEP="dobj")], "quantity").match(doc[6]) is None


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([node("a"), node("b > c")], "known ones left"),
        ([node("a")], "No node 'token'"),
    ],
)
def test_patterns_that_cannot_be_matched_are_refused(nodes: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Pattern(nodes, nodes[0].name if len(nodes) > 1 else "token")


def test_unknown_operators_and_attributes_are_refused() -> None:
    with pytest.raises(ValueError, match="Unknown operator '=>'"):
        node("a => b")
    with pytest.raises(ValueError, match="Unknown attributes"):
        node("a", SHAPE="x")


def test_the_first_answer_wins_and_a_trace_tells_the_next(doc: Doc) -> None:
    rules = [
        Rule("no", when=lambda place: None),
        Rule("verb", returns="verb", pattern=[node("verb", POS="VERB"), node("verb >> token")]),
        Rule("head", when=lambda place: place.token.head),
        Rule("other words", when=lambda place: place.token, trigger={"LOWER": ["the"]}),
    ]
    stage = Stage("first of the test", "first", rules, anchor="token")
    decision = stage.decide(Place(doc[6]))
    assert (decision.rule.name, decision.answer) == ("verb", doc[2])
    with tracing() as trace:
        assert stage.decide(Place(doc[6])) == decision
    (step,) = trace.steps
    assert (step.tried, step.winner, step.runner_up) == (("no", "verb"), "verb", "head")
    with stage.leave_out(rules[1]):
        assert stage.decide(Place(doc[6])).rule.name == "head"
    with pytest.raises(ValueError, match="twice"):
        Stage("first of the test", "first", [])


def test_every_rule_of_a_fold_may_rewrite(doc: Doc) -> None:
    rules = [
        Rule("double", when=lambda value, place: value * 2),
        Rule("add one", when=lambda value, place: value + 1),
        Rule("only of verbs", when=lambda value, place: 0, trigger={"POS": ["VERB"]}),
    ]
    stage = Stage("fold of the test", "fold", rules)
    assert stage.rewrite(3, Place(doc[6])) == 7
    with tracing() as trace:
        stage.rewrite(3, Place(doc[6]))
    assert [step.winner for step in trace.steps] == ["double", "add one"]


@pytest.mark.parametrize(("stage", "rule", "text", "expected"), EXAMPLES)
def test_examples(
    stage: Stage, rule: Rule, text: str, expected: object, readings: dict, traces: dict
) -> None:
    if stage.contexts is None:
        steps = [step for step in traces[text] if step.stage == stage.name]
        answers = [step.answers[rule.name] for step in steps if rule.name in step.answers]
    else:
        answers = [stage.ask(rule, context) for context in stage.contexts(readings[text])]
    told = {_shown(answer) for answer in answers if answer is not None and answer is not False}
    assert told == (set() if expected is None else {expected})


def _shown(answer: object) -> object:
    """Return the words of an answer; True for one that has none."""
    return answer if isinstance(answer, str) else getattr(answer, "text", True)


def test_found_by_is_a_name_of_the_list() -> None:
    cases = [*golden("figures"), *golden("currencies"), *golden("topics")]
    found = nf.tabulate([case.values[0]["text"] for case in cases], progress=False).figures
    assert set(found.found_by) <= FOUND_BY
    assert {"digits", "words", "range", "age", "currency named"} <= set(found.found_by)


def test_an_explanation_names_winner_and_answer() -> None:
    tables = nf.tabulate("The ministry put the toll at 18.")
    told = str(nf.explain(tables.figures.figure_id[0], tables, rules=True))
    assert "puts a toll at gives “The ministry”" in told
