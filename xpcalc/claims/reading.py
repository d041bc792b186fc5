"""One length in its sentence -> what it is about. To add a way to say it, add a method and name it in `about`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xpcalc.claims.lengths import Sentence
from xpcalc.claims.subjects import Subject
from xpcalc.claims.words import ClaimWords, Lexicon

# Source: hand-made; signs and small words of seven languages.
_STOPS = frozenset(".;!?")
_AND = frozenset((",", "and", "y", "e", "et", "und", "en", "&", "+", "/", "or", "o", "ou"))
_OF = frozenset(("of", "de", "d", "di", "von", "van"))
_GERUNDS = ("ing", "ando", "endo")  # en; es, pt and it
_BREAKS = frozenset((",", ";", ":", "(", ")", "for", "with", "para", "con", "com", "fur", "mit", "pour", "avec", "per"))
_NOT = frozenset(("no", "not", "never", "nunca", "nao", "ne", "non", "jamais", "nie", "nicht", "kein", "niet", "nooit"))
_HEAD = frozenset(("a", "la", "al"))  # "al frente de", "à la tête de"
_WHO = frozenset(("i", "ich", "ik", "je", "yo", "que"))
_LED = 4  # tokens between who leads, what is led and the length
_REACH = 6  # tokens from a length to what it is about
_REACH_AFTER_WORD = 8  # ... where "experience" stands between


class Reading:
    """One length in its sentence: what it is about, by the words around it."""

    __slots__ = ("here", "left", "length", "lexicon", "names", "right", "said", "tokens", "words")

    def __init__(
        self, said: Sentence, number: int, names: Sequence[Subject], words: ClaimWords, lexicon: Lexicon
    ) -> None:
        self.said = said
        self.tokens = said.tokens
        self.length = said.lengths[number]
        self.words = words
        self.lexicon = lexicon
        self.here = said.at(number)
        self.left, self.right = -1, len(self.tokens)
        for index in range(self.here + 1, len(self.tokens)):
            token = self.tokens[index]
            if token.length >= 0 or (token.text in _STOPS and not self._abbreviated(index)):
                self.right = index
                break
        for index in range(self.here - 1, -1, -1):
            token = self.tokens[index]
            if token.length >= 0 or (token.text in _STOPS and not self._abbreviated(index)):
                self.left = index
                break
        low = self.tokens[self.left].stop if self.left >= 0 else 0
        high = self.tokens[self.right].start if self.right < len(self.tokens) else len(said.text)
        self.names = [name for name in names if low <= name.start and name.stop <= high]

    def _abbreviated(self, index: int) -> bool:
        """Say whether a full stop ends an abbreviation or stands inside a name ("approx.", "Desk.com")."""
        token = self.tokens[index]
        if token.text != ".":
            return False
        rest = self.said.text[token.stop : token.stop + 3].lstrip()[:1]
        return bool(rest) and not rest.isupper()

    # ---------------------------------------------------------------- words around the length

    def text(self, index: int) -> str:
        """Return a token, "" past the ends of the clause."""
        return self.tokens[index].text if self.left < index < self.right else ""

    def _spaced(self, index: int) -> bool:
        """Say whether a sign has a space before it: a dash, not a hyphen."""
        return self.tokens[index - 1].stop < self.tokens[index].start

    def is_experience(self, index: int) -> bool:
        """Say whether a token is a word for experience, and not part of a name ("customer experience")."""
        word = self.text(index)
        if word in self.lexicon.experience:
            token = self.tokens[index]
            return not any(name.start < token.start and token.stop <= name.stop for name in self.names)
        return len(word) > 10 and word.endswith(self.words.compounds)

    def experience_after(self) -> int:
        """Return the index of the word for experience behind the length, or -1."""
        for index in range(self.here + 1, min(self.right, self.here + 6)):
            if self.text(index) in (",", "(", ")", ":", "/") or (self.text(index) == "-" and self._spaced(index)):
                return -1
            if self.is_experience(index):
                return index
        return -1

    def experience_before(self) -> int:
        """Return the index of the word for experience that leads to the length ("experience: 5 years"), or -1."""
        for index in range(self.here - 1, max(self.left, self.here - 5), -1):
            if self.is_experience(index):
                return index
            word = self.text(index)
            if word not in self.words.plain and word not in (":", "(", "-") and word not in self.lexicon.generic:
                return -1
        return -1

    # ---------------------------------------------------------------- what it is about

    def about(self) -> list[Subject]:
        """Return what the length is about; nothing = it is no claim, or about something that has no name here."""
        after = self.experience_after()
        before = self.experience_before() if after < 0 else -1
        if (self.length.article and after < 0 and before < 0) or (
            self.length.adjective and before < 0 and (after < 0 or after > self.here + 3)
        ):
            return []
        return (
            self._led()
            or self._beside(after)
            or self._behind(after, before)
            or self._during(after)
            or self._listed(after, before)
            or self._whole(after, before)
        )

    def _led(self) -> list[Subject]:
        """ "I led teams for six years", "Ich leite seit 3 Jahren Teams", "6 anos a liderar equipas"."""
        lexicon, kind = self.lexicon, self.length.kind
        verbs = [index for index in range(self.left + 1, self.right) if self.text(index) in lexicon.leads]
        if not verbs:
            return []
        nouns = lexicon.led | (lexicon.led_one if kind == "since" else frozenset())
        for verb in verbs:
            noun = next((at for at in range(verb + 1, min(self.right, verb + _LED + 2)) if self.text(at) in nouns), -1)
            if noun < 0 or any(self.text(at) in _BREAKS for at in range(verb, noun)):
                continue
            negated = any(self.text(at) in _NOT for at in range(max(self.left, verb - 4), verb))
            near = min(abs(self.here - verb), abs(self.here - noun)) <= _LED
            # "6 anos a liderar equipas": the verb follows the length at once.
            doing = not kind and 0 < verb - self.here <= 2
            if near and not negated and (kind in ("during", "since") or doing):
                start, stop = self.tokens[verb].start, self.tokens[noun].stop
                return [Subject("function:people_management", start, stop)]
        return []

    def _beside(self, after: int) -> list[Subject]:
        """ "Zendesk (3 years)", "Zendesk: 3 years", "Zendesk 3 years"."""
        start = self.length.start
        between = self.text(self.here - 1)
        closed = self.text(self.here + 1) in ("", ")", ",", "-", "/") or after >= 0
        for name in self.names:
            if self._taken(name, after):
                continue
            gap = self.said.text[name.stop : start] if name.stop <= start else "x x"
            bare = gap.strip(" (:-–—,~=/|\t\u00a0[")
            skill = name.about.startswith("skill:")
            if not bare and gap and closed and (skill or (between in (":", "(", "-", "|") and after < 0)):
                return [name]
        return []

    def _taken(self, name: Subject, after: int) -> bool:
        """Say whether a name before the length belongs elsewhere: "5 years of experience with Zendesk, 2 years ..."."""
        if self.text(self.here - 1) == "," and after >= 0 and self.text(after + 1) in self.lexicon.joins:
            return True  # "Zendesk, 2 years of experience in beekeeping" is about what follows, named here or not
        if self.left < 0 or self.tokens[self.left].length < 0:
            return False
        between = [token.text for token in self.tokens[self.left + 1 :] if token.stop <= name.start]
        return bool(between) and between[-1] in self.lexicon.joins and not {",", ";"} & set(between)

    def _behind(self, after: int, before: int) -> list[Subject]:
        """ "3 years of X", "3 years' experience with X and Y", "3 years X experience"."""
        first = self.here + 1
        if self.text(first) == ")" and before >= 0:
            first += 1
        if self.text(first) in ("-", ")") and after < 0:
            return []
        begin = self.tokens[first].start if first < self.right else len(self.said.text)
        reach = first + _REACH
        told = after >= 0 or before >= 0
        if told:
            reach = max(first, after + 1) + _REACH_AFTER_WORD
        elif (self.length.kind == "during" and not self.works()) or (not self._leads(first) and not self._named(first)):
            return []
        limit = self.tokens[min(reach, self.right) - 1].stop
        found = next((name for name in self.names if name.start >= begin and name.start < limit), None)
        if found is None:
            return []
        between = [token.text for token in self.tokens[first : self.right] if token.stop <= found.start]
        last = [token.text for token in self.tokens[first : self.right] if token.start < found.stop]
        follows = first + len(last)
        if any(word in ",():" for word in between):
            return []
        if not told and found.about.startswith("skill:") and between and between[-1] in ("at", "chez", "bei"):
            return []  # "worked 3 years at Zendesk"
        near = [*between, *last, self.text(follows)]
        if not told and self.text(follows) in self.lexicon.nouns["things"]:
            return []
        if not told and "-" in self.said.text[self.length.start : self.length.stop]:
            # "4-month Zendesk to Salesforce migration project": the length is that of the project.
            after_it = [self.text(index) for index in range(follows, follows + _REACH)]
            signs = [n for n, word in enumerate(after_it) if word in ",():/|-"]
            if self.lexicon.nouns["things"] & set(after_it[: signs[0]] if signs else after_it):
                return []
        if not told and near[0] in _OF and self.lexicon.soft & set(near):
            return []
        return [found, *self._joined(found)]

    def _named(self, first: int) -> bool:
        """Say whether a name stands right behind the length, "al frente de equipos" with its small words."""
        while self.text(first) in _HEAD and any(
            name.about == "function:people_management" and name.start > self.tokens[first].start for name in self.names
        ):
            first += 1
        return first < self.right and any(name.start == self.tokens[first].start for name in self.names)

    def _leads(self, index: int) -> bool:
        """Say whether a word leads from the length to what it is about: "of", "with", "working"; "since ... I use"."""
        word = self.text(index)
        if word in self.lexicon.joins:
            return True
        return self.length.kind == "since" and (
            (word,) in self.lexicon.works or word in ("i", "ich", "ik", "je", "yo", "que")
        )

    def _joined(self, name: Subject) -> Iterator[Subject]:
        """Yield the skills that stand in one list with the first: "Zendesk, Intercom and Jira"."""
        if not name.about.startswith("skill:"):
            return
        later = [other for other in self.names if other.start >= name.stop]
        for one, two in pairwise([name, *later]):
            between = [token.text for token in self.tokens if one.stop <= token.start and token.stop <= two.start]
            if not two.about.startswith("skill:") or not between or not set(between) <= _AND:
                return
            following = next((i for i in range(self.right) if self.tokens[i].start >= two.stop), self.right)
            if self.text(following) in (":", "(", "-"):
                return  # "5 years of Zendesk, Jira: 3 years": the list of the next length
            if self.right < len(self.tokens) and following == self.right and self.tokens[self.right].length >= 0:
                return
            yield two

    def _during(self, after: int) -> list[Subject]:
        """ "Worked with X for 3 years"."""
        if self.length.kind not in ("during", "since"):
            return []
        before = [name for name in self.names if name.stop <= self.length.start]
        if not before:
            return []
        name = before[-1]
        between = [token for token in self.tokens if name.stop <= token.start and token.stop <= self.length.start]
        beside = self.length.kind == "since" and len(between) <= 2
        # "Team leader for the last 3 years": the name opens the sentence.
        recent = self.text(self.here - 1) in ("last", "past") and name.start == self.tokens[self.left + 1].start
        beside = beside or (recent and len(between) <= 3 and name.about.startswith("function:"))
        return [name] if len(between) <= _REACH and (after >= 0 or beside or self.works()) else []

    def works(self) -> bool:
        """Say whether somebody works, uses or runs something before the length."""
        head = [token.text for token in self.tokens[self.left + 1 : self.here]]
        text = f" {' '.join(head)} "
        return any(f" {' '.join(work)} " in text for work in self.lexicon.works) or bool(
            self.lexicon.experience & set(head)
        )

    def _listed(self, after: int, before: int) -> list[Subject]:
        """ "Zendesk experience: 3 years", "Advanced Excel, 10 years of use"."""
        anchor = before if before >= 0 else (self.here if after >= 0 and self.text(self.here - 1) in (",", "-") else -1)
        if anchor < 0:
            return []
        start = self.tokens[anchor].start
        for name in self.names:
            between = [token.text for token in self.tokens if name.stop <= token.start and token.stop <= start]
            if self._taken(name, after):
                continue
            if name.stop <= start and len(between) <= 2 and (before >= 0 or name.about.startswith("skill:")):
                return [name]
        return []

    def _whole(self, after: int, before: int) -> list[Subject]:
        """ "8 years of experience": the whole, unless something follows that has no name here."""
        if after < 0 and before < 0:
            return []
        if after >= 0:
            between = {self.text(index) for index in range(self.here + 1, after)}
            if not between <= self.words.plain | self.lexicon.generic:
                return []
        at = (after if after >= 0 else self.here) + 1
        stop = next((i for i in range(at, self.right) if self.text(i) in ",()-|/:"), self.right)
        following = [self.text(index) for index in range(at, min(stop, at + _REACH))]
        word = self.tokens[after].text if after >= 0 else ""
        if word and word.endswith(self.words.compounds) and word not in self.lexicon.experience:
            return []
        # Why: "experience designing and building" is about work of any kind, and so is "experience in helping teams";
        # "experience in beekeeping" is not.
        led = bool(following) and following[0] in self.lexicon.joins
        doings = [word for word in following[: 1 + led] if len(word) > 5 and word.endswith(_GERUNDS)]
        doing = any(word == following[0] or word in self.lexicon.joins for word in doings)
        if led and not doing and not self.lexicon.generic & set(following):
            return []
        token = self.tokens[after if after >= 0 else before]
        return [Subject("total", token.start, token.stop)]
