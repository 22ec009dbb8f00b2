"""Speaking: "he said" given to who spoke before or to the only person there, and "I" to who speaks."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from spacy.tokens import Span

from ..language.noun_classes import documents, kind_of
from ..language.reporting_cues import is_known, read_cue
from ..reader import Reading
from .actor import Actor, Mention
from .anaphora import Decision, Option, list_options, names_in
from .features import SUBJECTS, serves
from .interview import Interview
from .mention import Phrase
from .sieves import NEAR, Found
from .source_heads import head_of_source
from .speech import Speech

# What stands before the first letter of a quotation.
MARKS = "\"“”„«‘'` "


class Speaking:
    """The rules by which a pronoun that speaks finds its actor among those seen before it, and a speaker their "I"."""

    reading: Reading
    actors: list[Actor]
    interview: Interview | None
    home: dict[Phrase, Actor]
    headed_by: dict[int, Phrase]
    choose: Callable[[Phrase, list[Option]], Decision]
    seen: dict[Actor, list[Mention]]
    sentences: list[int]
    speeches: Sequence[Speech]

    def _speaks_on(self, phrase: Phrase) -> Found | None:
        """Take "he said" for who spoke, or else the only person named, in the sentence before the quote."""
        said = next(
            (s for s in self.speeches if s.source and s.source[0] <= phrase.start < s.source[1]),
            None,
        )
        is_owner = (
            said is not None
            and phrase.head.dep_ == "poss"
            and said.source != (phrase.start, phrase.end)
        )
        if phrase.kind not in ("he", "she") or said is None or is_owner:  # "her brother said"
            return None
        gender = {"he": "m", "she": "f"}[phrase.kind]
        opened = min(phrase.sentence, bisect_right(self.sentences, said.parts[0][0]) - 1)
        recent = [
            (mention, actor)
            for actor, mentions in self.seen.items()
            for mention in mentions
            if mention.phrase.sentence >= opened - 1 and actor.kind == "person"
            if not (
                said.holds(mention.start) or mention.start <= phrase.start < mention.end
            )  # "his publicist said"
        ]
        last = self._last_speaker(phrase, opened, {"person"})
        own = self._last_words(phrase)
        since = [
            actor
            for mention, actor in recent
            if last is None
            or (mention.start > last[1].end and not any(s.holds(mention.start) for s in own))
        ]
        found = last[0] if last else since[0] if since else None
        if (
            found is None
            or any(actor is not found for actor in since)
            or found.gender not in (None, gender)
        ):
            return None
        if names_in(said, found):
            return None
        return (found, "speaks on", 0.9, None) if last else (found, "only person", 0.8, None)

    def _beside(self, phrase: Phrase) -> Found | None:
        """Take "his" for whom it stands beside: "Wong and three of his co-authors", "Lopez, her husband and"."""
        if phrase.kind not in ("he", "she") or phrase.head.dep_ != "poss":
            return None
        above = phrase.head.head
        while (
            above.dep_ in ("pobj", "prep", "appos")
            and above.head.i < phrase.first
            and above.head != above
        ):
            above = above.head
        is_joined = (
            above.dep_ == "conj" and above.head.dep_ != "appos"
        )  # not "his assistant, Knoch, and his widow"
        named = self.headed_by.get(above.head.i) if is_joined else None
        actor = self.home.get(named) if named is not None and named.last < phrase.first else None
        is_one = actor is not None and actor.kind == "person" and actor in self.seen
        is_one = is_one and all(
            token.tag_ != "PRP$" for token in above.head.subtree if token.i < phrase.first
        )
        fits = is_one and actor.gender in (None, {"he": "m", "she": "f"}[phrase.kind])
        return (actor, "beside", 0.9, None) if fits else None

    def _it_speaks_on(self, phrase: Phrase, reach: int = 1) -> Found | None:
        """Take "it said" for the body, and "they said" for the people, who spoke last, a sentence before at most.

        Some sentences before (``reach``), only if no other has been named since. Nobody whom the
        quote names as its subject, and nobody if another is the subject of the same sentence.
        """
        kinds = {"it": {"organisation", "state"}, "they": {"group", "organisation"}}.get(
            phrase.kind
        )
        said = next(
            (speech for speech in self.speeches if speech.source == (phrase.start, phrase.end)),
            None,
        )
        if kinds is None or said is None or said.cue is None:
            return None
        lemma, act, _ = read_cue(self.reading.span(*said.cue))
        if act == "intent" or not is_known(lemma):  # "the first time they had elected a commoner"
            return None
        last = self._last_speaker(phrase, phrase.sentence - reach + 1, kinds)
        if last is None or names_in(said, last[0]):
            return None
        since = [
            mention
            for actor, known in self.seen.items()
            for mention in known
            if mention.start > last[1].end and actor is not last[0]
            if actor.kind in kinds or (actor.kind == "thing" and mention.phrase.noun in documents())
            if reach > 1
            or (mention.phrase.sentence == phrase.sentence and not said.holds(mention.start))
        ]
        is_other = any(reach > 1 or mention.phrase.head.dep_ in SUBJECTS for mention in since)
        return None if is_other else (last[0], "speaks on", 0.7, None)

    def _document_before(self, phrase: Phrase) -> Speech | None:
        """Return what a document said in the sentence before "it added", or several before "they added", if any did.

        "The report said … It added … It also said": each goes on from the one before.
        """
        is_source = any(speech.source == (phrase.start, phrase.end) for speech in self.speeches)
        if phrase.kind not in ("it", "they") or not is_source:
            return None
        before = [
            speech for speech in self.speeches if speech.source and speech.source[1] <= phrase.start
        ]
        at = phrase.sentence
        for speech in sorted(before, key=lambda speech: -speech.source[1]):
            words = self.reading.span(*speech.source)
            place = bisect_right(self.sentences, speech.source[0]) - 1
            if at - place > 1:
                return None
            if (
                words.text.lower() != phrase.kind
                or self.home.get(self.headed_by.get(head_of_source(words).i)) is not None
            ):
                return speech if _is_document(words, phrase.kind == "they") else None
            at = place
        return None

    def _only_person(self, phrase: Phrase) -> Found | None:
        """Take "he", where nobody is likely enough, for the only person of the last sentences, or named until then.

        Not for the object of what that person does.
        """
        if phrase.kind not in ("he", "she"):
            return None
        people = {
            actor: known[-1].phrase.sentence
            for actor, known in self.seen.items()
            if actor.kind == "person"
            and known[-1].end <= phrase.start  # not the father in "his father"
        }
        people = [actor for actor, last in people.items() if phrase.sentence - last < NEAR] or list(
            people
        )
        if len(people) != 1 or not people[0].names:
            return None
        may_be = any(
            option.actor is people[0] for option in list_options(phrase, self.seen, self.speeches)
        )
        is_spoken = any(s.voices(phrase.start) and s.actor is people[0] for s in self.speeches)
        return (people[0], "only person", 0.5, None) if may_be and not is_spoken else None

    def _last_speaker(
        self, phrase: Phrase, opened: int, kinds: Collection[str]
    ) -> tuple[Actor, Mention] | None:
        """Return who spoke last before a phrase, if of one of some kinds and no further back than a sentence before."""
        words = self._last_words(phrase)
        last = self._said_by(words[0]) if words else None
        if last is None or last[0].kind not in kinds:
            return None
        ends = max(
            end
            for speech in words
            for _, end in speech.parts
            if end <= phrase.start or speech is words[0]
        )
        until = max(last[1].phrase.sentence, bisect_right(self.sentences, ends - 1) - 1)
        return last if opened - until <= 1 else None

    def _last_words(self, phrase: Phrase) -> list[Speech]:
        """List the last quote of which a phrase follows the source, and those that go on from it."""
        before = [
            speech for speech in self.speeches if speech.source and speech.source[1] <= phrase.start
        ]
        words = [max(before, key=lambda speech: speech.source[1])] if before else []
        for speech in self.speeches:
            if speech.follows in words:
                words.append(speech)
        return words

    def _part_from_speakers(self) -> None:
        """Take "she" off whoever says it, where what follows tells who speaks: "“She won,” the 37-year-old said".

        But someone's words in the report's own sentence keep its person: "she had “no plan that she
        knew of”".
        """
        for speech in self.speeches:
            own = [
                span
                for span in speech.marked
                if self.reading.words(*span).lstrip(MARKS)[:1].isupper()
            ]
            for mention in list(speech.actor.mentions) if speech.actor else ():
                is_own = any(start <= mention.start < end for start, end in own)
                if is_own and mention.form == "pronoun" and mention.phrase.kind in ("he", "she"):
                    speech.actor.mentions.remove(mention)
                    self.home.pop(mention.phrase, None)

    def _take_first_person(self, phrase: Phrase) -> None:
        """Give "I" in a marked quote to its speaker, weigh "we", and leave "you" alone."""
        holding = [
            speech for speech in self.speeches if speech.voices(phrase.start) and speech.actor
        ]
        if not holding:
            self._take_in_interview(phrase)
            return
        if phrase.kind == "you":
            return
        speaker = holding[-1].actor
        if phrase.kind == "i":
            if speaker.kind == "person":
                speaker.add(phrase, "voice")
            return
        before = {
            actor: kept
            for actor in self.actors
            if (kept := [m for m in actor.mentions if m.start < phrase.start or actor is speaker])
        }
        options = list_options(phrase, before, self.speeches)
        decision = self.choose(phrase, options)
        if decision.chosen is not None:
            options[decision.chosen].actor.add(phrase, "voice", decision.confidence)

    def _take_in_interview(self, phrase: Phrase) -> None:
        """Give "I" in an answer and "you" in a question to who is asked, and "we" to whom that person serves."""
        if self.interview is None:
            return
        asked = self.interview.asked
        if self.interview.means_asked(phrase.kind, phrase.start):
            asked.add(phrase, "interview")
        elif phrase.kind == "we" and self.interview.means_asked("i", phrase.start):
            own = next((actor for actor in self.actors if serves(asked, actor)), None)
            if own is not None:
                own.add(phrase, "interview")


def _is_document(source: Span, is_plural: bool) -> bool:
    """Say whether a source is one or several documents, and nobody's name with what it is."""
    head = head_of_source(source)
    is_one = head.lemma_.lower() in documents() and source[0].ent_type_ not in (
        "ORG",
        "PERSON",
        "MISC",
    )
    return is_one and (head.tag_ == "NNS") == is_plural and kind_of(head, is_plural) == "thing"
