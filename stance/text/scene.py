"""A sentence in its place: its actors, its source, and what stands around each actor, as names of features.

What is measured here is what an annotator looks at: who comes first, who is quoted, who does what, which preposition
leads to whom, what the title and the sentence before were about. It does not decide.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from stance.text.act_words import VERBS, Cue, cues, words
from stance.text.actors import Actor, Article
from stance.text.people import OFFICES
from stance.text.predicates import Predicate, predicate
from stance.text.quotes import Quote
from stance.text.references import OTHER
from stance.text.sources import main_quote

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")
_RELATIONAL = words("""ally allies neighbor neighbour neighbors neighbours backer partner rival friend enemy foe patron
    counterpart counterparts adversary protector supporter supplier""")
_OPENERS = words("""while after as when because although since if amid despite before though following by in on with
    during under at for""")
_WINDOW = 4
_MENTIONS = 3
_APOSTROPHES = frozenset("'’")


class Scene:
    """A sentence as far as it can be described without deciding whose stance it has.

    Parameters
    ----------
    sentence
        The sentence.
    article
        What has been read of the article before it.

    Attributes
    ----------
    codes
        Codes of its actors, each once, in order: but first whom a passive verb names as its agent, and last who only
        says whose ally somebody is.
    source_codes
        Codes in the words that name its source.
    state
        ``src`` if it has a source that is a party, ``openq`` if it is a quotation without one, ``esrc`` if its source
        is no party, else ``nosrc``.
    """

    def __init__(self, sentence: str, article: Article, quotes: Sequence[Quote] = ()) -> None:
        self.sentence, self.so_far = sentence, article.so_far
        self.words = cues(sentence)
        self._starts = [word.start for word in self.words]
        self._quoted = [match.span() for match in _QUOTED.finditer(sentence)]
        self.classes = sorted({word.kind for word in self.words if word.kind in VERBS})
        self.frequent = self.so_far.frequent()[:3]
        self.actors = article.actors(sentence)
        self.said = main_quote(quotes)
        start, end = (self.said and self.said.source) or (0, 0)
        self.source_codes = _codes(a for a in self.actors if start <= a.start < end and self._may_be_source(a))
        if start < 0:
            self.source_codes = self.so_far.source
        self.state = (
            "src" if self.source_codes else "openq" if self._opens_quoted() else "esrc" if self.said else "nosrc"
        )
        if self.so_far.speaker is None and self.source_codes:
            self.actors = [a._replace(codes=self.source_codes[:1]) if a.kind == "we" else a for a in self.actors]
        self._predicates = list(self._all_predicates())
        self._patient: Actor | None = None
        agent = self._agent()
        if agent:
            self._patient, done = self._predicates[0]
            self._predicates[0] = (agent[0], done._replace(is_passive=False))
        modifiers = [actor for actor in self.actors if self._is_modifier(actor)]
        self.codes = _codes([*agent, *(actor for actor in self.actors if actor not in modifiers), *modifiers])
        self.named = frozenset(_codes(actor for actor in self.actors if actor.is_named))
        self.by_code: dict[str, list[Actor]] = {}
        for actor in self.actors:
            for code in actor.codes:
                self.by_code.setdefault(code, []).append(actor)
        self.subject = next(iter(agent), None) or self._subject()
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

    def after(self, actor: Actor) -> list[str]:
        """Return what follows an actor: a possessive, a mark, the kind of the next words up to the first cue."""
        possessive = self.sentence[actor.end : actor.end + 1] in _APOSTROPHES
        following = self._following(actor)
        gap = self.sentence[actor.end : following[0].start].strip() if following else "end"
        found = ["poss"] if possessive else [gap if gap in {",", "-", "end"} else "punct"] if gap else []
        for number, word in enumerate(following):
            low = word.text.lower()
            if number == 0 and word.kind is None:
                found.append("office" if low in OFFICES else "Cap" if word.text[0].isupper() else "noun")
            if low in _RELATIONAL:
                found.append("ally")
            if word.kind in VERBS:
                return [*found, f"v_{word.kind}", *([f"now_{word.kind}"] if number == 0 else [])]
            if word.kind is not None:
                near = number < 2 or word.kind in {"aux", "not", "clause"}  # noqa: PLR2004
                found.append(word.kind if near else "later_p")
                if word.kind not in {"aux", "not"}:
                    break
        return found or ["nil"]

    def before(self, actor: Actor) -> list[str]:
        """Return what precedes an actor: the nearest preposition, and the nearest verb within a few words."""
        place = bisect_left(self._starts, actor.start)
        back = self.words[max(0, place - _WINDOW) : place]
        if not back:
            return ["start"]
        found: list[str] = []
        for word in reversed(back):
            if word.kind in VERBS:
                return [*found, f"v_{word.kind}"]
            if word.kind is not None and not found:
                found.append(f"p_{word.kind}")
        return found or ["nil"]

    def _before_the_sentence(self, code: str) -> Iterator[str]:
        so_far = self.so_far
        known = {"OTHER": OTHER, "speaker": so_far.speaker, "prevholder": so_far.holder}
        yield from (name for name, value in known.items() if code == value)
        for name, listed in (("title", so_far.title), ("prev", so_far.previous), ("freq", self.frequent)):
            if code in listed:
                yield f"{name}{min(listed.index(code), 2)}"
        if code not in self.by_code:
            yield "absent"
            if code == "USA":
                yield "absent_usa"

    def _in_the_sentence(self, code: str) -> Iterator[str]:
        mentions = self.by_code.get(code, [])
        if not mentions:
            return
        rank = min(self.codes.index(code), 4)
        yield from (f"rank{rank}", f"rank{rank}of{min(len(self.codes), 5)}", f"kind_{mentions[0].kind}")
        yield from self._standing(code, mentions)
        if self.subject is not None and code in self.subject.codes:
            yield from ("subj", f"subj:{self.main_verb}", *(f"subj:a:{cue}" for cue in self.after(self.subject)))
        for actor in mentions[:_MENTIONS]:
            if actor is self._patient:
                yield "patient"
                continue
            yield from (f"a:{cue}" for cue in self.after(actor))
            yield from (f"b:{cue}" for cue in self.before(actor))
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
        if all(self._is_modifier(actor) for actor in mentions):
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
        inner = self.words[bisect_left(self._starts, left.end) : bisect_left(self._starts, right.start)]
        others_between = {c for a in self.actors if left.end <= a.start < right.start for c in a.codes} - {one, other}
        yield from (f"d{min(len(inner) // 3, 5)}", order, f"nb{min(len(others_between), 3)}")
        yield from (f"{order}:{cue}" for cue in _inner_cues(inner, self.sentence[left.end : right.start]))

    def _following(self, actor: Actor) -> list[Cue]:
        """Return the words after an actor, without the "s" of a possessive."""
        skipped = 2 if self.sentence[actor.end : actor.end + 1] in _APOSTROPHES else 0
        place = bisect_left(self._starts, actor.end + skipped)
        return self.words[place : place + _WINDOW]

    def _is_modifier(self, actor: Actor) -> bool:
        """Tell whether an actor only says whose ally, neighbour or rival somebody else is."""
        if self.sentence[actor.end : actor.end + 1] not in _APOSTROPHES:
            return False
        return any(word.text.lower() in _RELATIONAL for word in self._following(actor))

    def _may_be_source(self, actor: Actor) -> bool:
        return actor.kind not in {"we", "they"} and not self._is_modifier(actor)

    def _state(self) -> str:
        if self.source_codes:
            return "src"
        return "openq" if self._opens_quoted() else "esrc" if self.said else "nosrc"

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

    def _agent(self) -> list[Actor]:
        """Return the actor after "by", if the first thing done is done to an actor: "was condemned by China"."""
        if not self._predicates or not self._predicates[0][1].is_passive:
            return []
        rest = (actor for actor in self.actors if actor.start > self._predicates[0][0].end)
        return list(islice((actor for actor in rest if "p_by" in self.before(actor)), 1))

    def _verb_after(self, place: int) -> str:
        rest = self.words[bisect_left(self._starts, place) :]
        return next((word.kind for word in rest if word.kind in VERBS and word.kind), "none")

    def _all_predicates(self) -> Iterator[tuple[Actor, Predicate]]:
        named = {start for a in self.actors for start in self._starts_in(a)}
        for actor in self.actors:
            first = bisect_left(self._starts, actor.end)
            found = None if self._is_modifier(actor) else predicate(self.words, first, actor.end, named, self.sentence)
            if found is not None and found.verb != "clause":
                yield actor, found

    def _starts_in(self, actor: Actor) -> list[int]:
        return self._starts[bisect_left(self._starts, actor.start) : bisect_left(self._starts, actor.end)]


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
