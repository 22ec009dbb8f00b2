"""Rules and stages: what is tried, in which order, and what an answer means."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .patterns import TEXTS, Node, Pattern
from .trace import Step, Trace, current_trace

Example = tuple[str, Any]


@dataclass(frozen=True)
class Rule:
    """One linguistic decision: a pattern, or a function for what a pattern cannot say.

    Parameters
    ----------
    name
        What ``found_by`` and ``resolved_by`` say; unique within the stage.
    when
        A function of the context (in a stage of mode ``fold``: of the value and the context). Its
        answer counts unless it is None or False. Beside a pattern, it gets the matched tokens by
        name, too, and says what the answer is; where it gives none, the next match is asked.
    pattern
        Nodes; the answer is the token of the node that ``returns`` names.
    returns
        What the answer is: for a pattern, the name of a node.
    trigger
        Attributes that the context's token must have for the rule to be tried at all, such as
        ``{"LOWER": {"one"}}``; of a pattern, those of the node that the stage anchors.
    examples
        Sentences with the answer's text, True, or None where the rule must not answer.
    """

    name: str
    when: Callable[..., Any] | None = None
    pattern: Sequence[Node] = ()
    returns: str = ""
    trigger: Mapping[str, Iterable[str]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


class Decision(NamedTuple):
    """What a stage answers: the rule that decided, and its answer."""

    rule: Rule
    answer: Any


_stages: dict[str, "Stage"] = {}


class Stage:
    """Rules for one question, in order.

    Parameters
    ----------
    name
        The question, unique among all stages.
    mode
        ``first``: the first answer wins. ``any``: one answer is enough; which one does not matter.
        ``fold``: every rule may rewrite the value.
    rules
        In the order in which they are tried.
    anchor
        The node of every pattern that is the token of the context.
    contexts
        What makes the contexts of a reading, for tests of a stage that ``tabulate`` does not run; a
        context has ``token``.
    """

    def __init__(
        self, name: str, mode: Literal["first", "any", "fold"], rules: Iterable[Rule], *,
        anchor: str = "", contexts: Callable[[Any], Iterable[Any]] | None = None,
    ) -> None:  # fmt: skip
        self.name, self.mode, self.rules = name, mode, tuple(rules)
        self.contexts, self._anchor = contexts, anchor
        names = [rule.name for rule in self.rules]
        if name in _stages or len(set(names)) < len(names):
            raise ValueError(f"Stage {name!r} or one of its rules {names} is there twice.")
        self._answers = {rule.name: self._compile(rule) for rule in self.rules}
        self._index(self.rules)
        _stages[name] = self

    def decide(self, context: Any) -> Decision | None:
        """Return the first answer and the rule that gave it.

        Parameters
        ----------
        context
            What the rules ask; its ``token`` is what patterns start from.
        """
        if (trace := current_trace()) is not None:
            return self._traced(context, trace)
        for rule in self._applicable(context):
            if _is_answer(answer := self._answers[rule.name](context)):
                return Decision(rule, answer)
        return None

    def _traced(self, context: Any, trace: Trace) -> Decision | None:
        """Ask every rule, and record what each answers."""
        asked = [(rule, self.ask(rule, context)) for rule in self._applicable(context)]
        told = [Decision(*answer) for answer in asked if _is_answer(answer[1])]
        names = [rule.name for rule, _ in asked]
        winner = told[0] if told else None
        tried = names[: names.index(winner.rule.name) + 1] if winner else names
        trace.steps.append(
            Step(
                self.name, context, tuple(tried),
                winner and winner.rule.name, winner and winner.answer,
                {decision.rule.name: decision.answer for decision in told},
            )
        )  # fmt: skip
        return winner

    def holds(self, context: Any) -> bool:
        """Return True if any rule answers."""
        return self.decide(context) is not None

    def rewrite(self, value: Any, context: Any) -> Any:
        """Return a value as every rule in turn leaves it; a rule that does not apply returns it."""
        trace = current_trace()
        for rule in self._applicable(context):
            last, value = value, self._answers[rule.name](value, context)
            if trace is not None and value != last:
                answers = {rule.name: value}
                trace.steps.append(
                    Step(self.name, context, (rule.name,), rule.name, value, answers)
                )
        return value

    def ask(self, rule: Rule, *context: Any) -> Any:
        """Return what one rule of the stage answers by itself."""
        return self._answers[rule.name](*context)

    @contextmanager
    def leave_out(self, rule: Rule) -> Iterator[None]:
        """Leave out one rule, to measure what it is worth."""
        self._index([other for other in self.rules if other.name != rule.name])
        try:
            yield
        finally:
            self._index(self.rules)

    def _compile(self, rule: Rule) -> Callable[..., Any]:
        if not rule.pattern:
            if rule.when is None:
                raise ValueError(f"Rule {rule.name!r} has neither a pattern nor a function.")
            return rule.when
        pattern, when, returns = Pattern(rule.pattern, self._anchor), rule.when, rule.returns
        if when is None and returns not in {node.name for node in rule.pattern}:
            raise ValueError(f"Rule {rule.name!r} returns {returns!r}, which is no node of it.")

        def answer(*context: Any) -> Any:
            for found in pattern.matches(context[-1].token):
                told = found[returns] if when is None else when(*context, found)
                if _is_answer(told):
                    return told
            return context[0] if self.mode == "fold" else None

        return answer

    def _trigger(self, rule: Rule) -> Mapping[str, Iterable[str]]:
        anchor = next((node for node in rule.pattern if node.name == self._anchor), None)
        return {**(anchor.texts if anchor else {}), **rule.trigger}

    def _index(self, rules: Sequence[Rule]) -> None:
        """Sort the rules by the attributes of the token that they ask for."""
        self._triggers = [(rule, self._trigger(rule)) for rule in rules]
        self._words: dict[str, set[str]] = {}
        for _, trigger in self._triggers:
            for key, values in trigger.items():
                self._words.setdefault(key, set()).update(values)
        self._found: dict[tuple[str, ...], tuple[Rule, ...]] = {}

    def _applicable(self, context: Any) -> tuple[Rule, ...]:
        """Return the rules whose trigger the context's token has."""
        forms = {key: TEXTS[key](context.token) for key in self._words}
        key = tuple(form if form in self._words[key] else "" for key, form in forms.items())
        if (found := self._found.get(key)) is None:
            found = self._found[key] = tuple(
                rule
                for rule, trigger in self._triggers
                if all(forms[name] in values for name, values in trigger.items())
            )
        return found


def _is_answer(answer: Any) -> bool:
    return answer is not None and answer is not False


def all_stages() -> tuple[Stage, ...]:
    """Return every stage that has been made, in the order of making; import their packages first.

    Examples
    --------
    >>> shouted = Stage("shouted", "any", [Rule("capitals", when=str.isupper)])
    >>> shouted.holds("NO"), shouted in all_stages()
    (True, True)
    """
    return tuple(_stages.values())
