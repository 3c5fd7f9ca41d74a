"""A sentence in its place: its actors, its source, and what stands around each actor, as names of features.

What is measured here is what an annotator looks at: who comes first, who is quoted, who does what, which preposition
leads to whom, what the title and the sentence before were about. It does not decide.

The names are a contract with ``tie_weights.json``, where prefixes of `holders`, `candidates` and `wording` stand before
them: to change one is to fit the weights again. V is a class of verbs, P a preposition or another cue.

===========================  ==========================================================================================
Of a party (`place`)
title0 prev0 freq0           first (0), second (1) or later (2) in the title, in the sentence before, by frequency
OTHER speaker prevholder     unnamed parties; who speaks in the whole text; holder of the sentence before
absent refonly               not in the sentence; there but not by name
rank0 rank0of2 last many     its place among the codes, and how many there are; the last; there more than once
kind_name                    kind of its first actor
modonly                      it only modifies another ("China's ally")
subj subj:V subj:a:…         first of the main clause; with the main verb; with what follows, of `surroundings`
a:… b:… quoted               what follows and precedes it, of `surroundings`; in quotation marks
pr:V pr0 pr0:V               what it does; the first (0), second (1) or later (2) to do something; what the first does
pr:pass_V pr:n_V             done to it; done by a noun of its own ("US sanctions hit"); also after pr0
patient                      the first thing done is done to it, by an agent that the sentence names
nopr nopr_none               does nothing while others do; nobody does anything
src0 src1 srclast not_src    first, other, last of the source; not the source, by `state`
Between two (`between`)
absent same                  one is not in the sentence; both are in one actor
d3 nb0                       words between, in threes; other parties between
xy yx                        the first of the two stands first, or the second; the next names follow either
xy:V xy:firstv:V xy:lastv:V  verbs between; the first and the last, or none
xy:adj:P                     the only word between, or a mark
xy:p:P xy:p:P:V              the last word between, with the last verb
xy:clause                    a clause begins between
===========================  ==========================================================================================
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from stance.text._marks import marked_spans
from stance.text.act_words import VERBS, Cue, cues, words
from stance.text.actors import Actor, Article
from stance.text.parties import OTHER
from stance.text.predicates import Predicate, predicate
from stance.text.quotes import Quote
from stance.text.sources import main_quote
from stance.text.surroundings import Surroundings

_OPENERS = words("""while after as when because although since if amid despite before though following by in on with
    during under at for""")
_MENTIONS = 3


class Scene:
    """A sentence as far as it can be described without deciding whose stance it has.

    Parameters
    ----------
    sentence
        The sentence.
    article
        What has been read of the article before it.
    quotes
        The quotes of its article that reach into it, from `quotes_by_sentence`.

    Attributes
    ----------
    sentence
        The sentence.
    so_far
        What the article named before it.
    words
        Its words, with their classes.
    surroundings
        What stands around each of its actors.
    classes
        The classes of its verbs, sorted.
    frequent
        Up to three codes that the article names most often before it.
    actors
        Its actors, in order; "we" is its source, if the article has no speaker.
    codes
        Codes of its actors, each once, in order of mention; the agent of a passive first, parties that only modify
        another (“China’s ally”) last.
    named
        Those of the codes that it names, and does not merely refer to.
    by_code
        The actors of each code.
    subject
        The agent of a passive, else the first actor of the main clause; None if it has no actors.
    main_verb
        Class of the first verb after the subject; ``none`` if there is none.
    source_codes
        Codes in the words that name its source.
    state
        ``src`` if it has a source that is a party, ``openq`` if it is a quotation without one, ``esrc`` if its source
        is no party, else ``nosrc``.
    """

    def __init__(self, sentence: str, article: Article, quotes: Sequence[Quote] = ()) -> None:
        self.sentence, self.so_far = sentence, article.so_far
        self.words = cues(sentence)
        self.surroundings = Surroundings(sentence, self.words)
        self._quoted = marked_spans(sentence)
        self.classes = sorted({word.kind for word in self.words if word.kind in VERBS})
        self.frequent = self.so_far.frequent()[:3]
        self.actors = article.actors(sentence)
        self._said = main_quote(quotes)
        self.source_codes = self._source()
        self.state = self._state()
        if self.so_far.speaker is None and self.source_codes:
            self.actors = [a._replace(codes=self.source_codes[:1]) if a.kind == "we" else a for a in self.actors]
        self._predicates = list(self._all_predicates())
        self._patient: Actor | None = None
        agent = self._agent()
        if agent:
            self._patient, done = self._predicates[0]
            self._predicates[0] = (agent, done._replace(is_passive=False))
        modifiers = [actor for actor in self.actors if self.surroundings.is_modifier(actor)]
        rest = [actor for actor in self.actors if actor not in modifiers]
        self.codes = _codes([*([agent] if agent else []), *rest, *modifiers])
        self.named = frozenset(_codes(actor for actor in self.actors if actor.is_named))
        self.by_code: dict[str, list[Actor]] = {}
        for actor in self.actors:
            for code in actor.codes:
                self.by_code.setdefault(code, []).append(actor)
        self.subject = agent or self._subject()
        began = self._patient or self.subject
        self.main_verb = self._verb_after(began.end) if began else "none"
        self._places: dict[str, list[str]] = {}
        self._pairs: dict[tuple[str, str], list[str]] = {}

    def place(self, code: str) -> list[str]:
        """Return the features of a party: how it was named before, and what stands around it here."""
        if code not in self._places:
            features = [*self._before_the_sentence(code), *self._in_the_sentence(code)]
            self._places[code] = list(dict.fromkeys(features))
        return self._places[code]

    def between(self, one: str, other: str) -> list[str]:
        """Return the features of the words between two parties, where they stand nearest."""
        if one not in self.by_code or other not in self.by_code:
            return ["absent"]
        if (one, other) not in self._pairs:
            self._pairs[one, other] = list(self._between(one, other))
        return self._pairs[one, other]

    def _before_the_sentence(self, code: str) -> Iterator[str]:
        so_far = self.so_far
        known = {"OTHER": OTHER, "speaker": so_far.speaker, "prevholder": so_far.holder}
        yield from (name for name, value in known.items() if code == value)
        for name, listed in (("title", so_far.title), ("prev", so_far.previous), ("freq", self.frequent)):
            if code in listed:
                yield f"{name}{min(listed.index(code), 2)}"
        if code not in self.by_code:
            yield "absent"

    def _in_the_sentence(self, code: str) -> Iterator[str]:
        mentions = self.by_code.get(code, [])
        if not mentions:
            return
        rank = min(self.codes.index(code), 4)
        yield from (f"rank{rank}", f"rank{rank}of{min(len(self.codes), 5)}", f"kind_{mentions[0].kind}")
        yield from self._standing(code, mentions)
        if self.subject is not None and code in self.subject.codes:
            yield from ("subj", f"subj:{self.main_verb}")
            yield from (f"subj:a:{cue}" for cue in self.surroundings.after(self.subject))
        for actor in mentions[:_MENTIONS]:
            if actor is self._patient:
                yield "patient"
                continue
            yield from (f"a:{cue}" for cue in self.surroundings.after(actor))
            yield from (f"b:{cue}" for cue in self.surroundings.before(actor))
            if self._is_quoted(actor):
                yield "quoted"
        yield from self._doing(code)
        yield from self._sourcing(code)

    def _standing(self, code: str, mentions: list[Actor]) -> Iterator[str]:
        if code not in self.named:
            yield "refonly"
        if code == self.codes[-1] and len(self.codes) > 1:
            yield "last"
        if len(mentions) > 1:
            yield "many"
        if all(self.surroundings.is_modifier(actor) for actor in mentions):
            yield "modonly"

    def _doing(self, code: str) -> Iterator[str]:
        """Yield what a party does, and whether it is the first or second to do something."""
        order, does = 0, False
        for actor, found in self._predicates:
            if code in actor.codes:
                does = True
                verb = f"{'pass_' if found.is_passive else 'n_' if found.has_noun else ''}{found.verb}"
                yield from (f"pr:{verb}", f"pr{min(order, 2)}")
                if order == 0:
                    yield f"pr0:{verb}"
            order += 1
        if not does:
            yield "nopr" if order else "nopr_none"

    def _sourcing(self, code: str) -> Iterator[str]:
        if code in self.source_codes:
            yield "src0" if self.source_codes[0] == code else "src1"
            if self.source_codes[-1] == code:
                yield "srclast"
        elif self.state != "nosrc":
            yield f"not_{self.state}"

    def _between(self, one: str, other: str) -> Iterator[str]:
        ones, others = self.by_code[one], self.by_code[other]
        pairs = ((a, b) for a in ones[:_MENTIONS] for b in others[:_MENTIONS])
        near, far = min(pairs, key=lambda pair: abs(pair[0].start - pair[1].start))
        if near.start == far.start:
            yield "same"
            return
        left, right = (near, far) if near.start < far.start else (far, near)
        # The agent of a passive counts as if it stood first.
        order = "xy" if (left is near) != (left is self._patient) else "yx"
        inner = self._words_between(left.end, right.start)
        others_between = {c for a in self.actors if left.end <= a.start < right.start for c in a.codes} - {one, other}
        yield from (f"d{min(len(inner) // 3, 5)}", order, f"nb{min(len(others_between), 3)}")
        yield from (f"{order}:{cue}" for cue in _inner_cues(inner, self.sentence[left.end : right.start]))

    def _source(self) -> tuple[str, ...]:
        """Return the codes of who is quoted: named here, or by what began before."""
        start, end = (self._said and self._said.source) or (0, 0)
        # A source in an earlier sentence lies before 0.
        if start < 0:
            return self.so_far.source
        return _codes(a for a in self.actors if start <= a.start < end and self._may_be_source(a))

    def _may_be_source(self, actor: Actor) -> bool:
        return actor.kind not in {"we", "they"} and not self.surroundings.is_modifier(actor)

    def _state(self) -> str:
        if self.source_codes:
            return "src"
        return "openq" if self._opens_quoted() else "esrc" if self._said else "nosrc"

    def _is_quoted(self, actor: Actor) -> bool:
        place = bisect_left(self._quoted, (actor.start + 1, 0)) - 1
        return place >= 0 and actor.start < self._quoted[place][1]

    def _opens_quoted(self) -> bool:
        return bool(self._quoted) and self._quoted[0][0] == 0

    def _subject(self) -> Actor | None:
        """Return the first actor of the main clause: after the first comma if a subordinate one comes first."""
        if not self.actors:
            return None
        opens = self.words[0].text.lower() in _OPENERS
        begin = max(0, self.sentence.find(",")) if opens else 0
        return next((actor for actor in self.actors if actor.start >= begin), self.actors[0])

    def _agent(self) -> Actor | None:
        """Return the actor after "by", if the first thing done is done to an actor: "was condemned by China"."""
        if not self._predicates or not self._predicates[0][1].is_passive:
            return None
        rest = (actor for actor in self.actors if actor.start > self._predicates[0][0].end)
        return next((actor for actor in rest if "p_by" in self.surroundings.before(actor)), None)

    def _verb_after(self, place: int) -> str:
        rest = self.words[self.surroundings.number(place) :]
        return next((word.kind for word in rest if word.kind in VERBS and word.kind), "none")

    def _all_predicates(self) -> Iterator[tuple[Actor, Predicate]]:
        named = {word.start for actor in self.actors for word in self._words_between(actor.start, actor.end)}
        for actor in self.actors:
            if self.surroundings.is_modifier(actor):
                continue
            first = self.surroundings.number(actor.end)
            found = predicate(self.words, first, actor.end, named, self.sentence)
            if found is not None and found.verb != "clause":
                yield actor, found

    def _words_between(self, start: int, end: int) -> list[Cue]:
        return self.words[self.surroundings.number(start) : self.surroundings.number(end)]


def _codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors for code in actor.codes))


def _inner_cues(inner: list[Cue], text: str) -> Iterator[str]:
    """Yield the cues of the words between two parties: verbs, the last preposition, what joins them."""
    verbs = [word.kind for word in inner if word.kind in VERBS]
    yield from dict.fromkeys(str(verb) for verb in verbs)
    last = verbs[-1] if verbs else "none"
    yield from (f"lastv:{last}", f"firstv:{verbs[0] if verbs else 'none'}")
    if len(inner) <= 1:
        yield f"adj:{inner[0].kind if inner else text.strip()[:1]}"
    if inner and inner[-1].kind:
        yield from (f"p:{inner[-1].kind}", f"p:{inner[-1].kind}:{last}")
    if any(word.kind == "clause" for word in inner):
        yield "clause"
