"""One run -> certificates, degrees, languages with levels. To add a word: rules/ads, for names certificates.yaml."""

from __future__ import annotations

import re
from itertools import pairwise

from xpcalc.ads.items import plain_words
from xpcalc.ads.reasons import Reason
from xpcalc.ads.run import RunText, Vague
from xpcalc.ads.tongues import tongues
from xpcalc.criteria.certificate import Certificate
from xpcalc.criteria.education import Education
from xpcalc.criteria.language import Language
from xpcalc.regex import regex

_CAPITAL = regex(r"(?<![^\W_])(?:[A-Z][A-Z0-9-]{1,11})(?![^\W_])")
Spans = list[tuple[int, int]]


_MOST_BEHIND = 4  # words: "ITIL 4 Foundation or equivalent"


class Held(RunText):
    """Reads what a person holds; each method returns where it stands, so that nothing else is read there."""

    def certificates_in(self) -> Spans:
        cue = self.words.certificate.search(self.folded)
        hits: list[tuple[int, int, str]] = []
        tables = [self.words.certificates_alone] + ([self.words.certificates_named] if cue else [])
        for table in tables:
            for code, form in table.items():
                places = [(hit.start(), hit.end(), code) for hit in form.finditer(self.folded)]
                if cue and table is self.words.certificates_named:
                    # Why: "3 years of Salesforce, Salesforce certification": the name beside the word is meant.
                    places = sorted(places, key=lambda hit: min(abs(hit[1] - cue.start()), abs(hit[0] - cue.end())))[:1]
                hits += places
        kept: list[tuple[int, int, str]] = []
        for each in sorted(hits, key=lambda hit: hit[0] - hit[1]):
            if not any(each[0] < stop and start < each[1] for start, stop, _ in kept):
                kept.append(each)
        for subject in self.words.subjects.find(self.text, self.folded):
            code, at, end = subject.about.removeprefix("skill:"), subject.start, subject.stop
            if code in self.words.held and not any(at < stop and start < end for start, stop, _ in kept):
                kept.append((at, end, code))
        if cue:
            # Why: what no table holds has its letters in capitals beside the word: "ADR certificate".
            reach = 30 if not cue[0].startswith("qualif") else 1
            near = max(0, cue.start() - 30), min(len(self.text), cue.end() + 30)
            if reach == 1:
                near = self.text.rfind(" ", 0, max(0, cue.start() - 1)) + 1, cue.start()
            named = [
                (hit.start(), hit.end(), hit[0].lower().replace("-", "_"))
                for hit in _CAPITAL.finditer(self.text, *near)
            ]
            if not kept and not named and reach > 1:
                found = self.words.subjects.find(self.text, self.folded)
                named = [(x.start, x.stop, x.about[6:]) for x in found if x.about.startswith("skill:")]
            for start, stop, code in sorted(
                named, key=lambda each: min(abs(each[1] - cue.start()), abs(each[0] - cue.end()))
            ):
                apart = not any(start < end and begin < stop for begin, end, _ in kept)
                if apart and not plain_words(self._between(start, stop, cue, kept), self.words):
                    kept.append((start, stop, code))
        if not kept:
            return []
        kept.sort()
        codes = tuple(dict.fromkeys(code for _, _, code in kept))
        between = " ".join([self.folded[a[1] : b[0]] for a, b in pairwise(kept)])
        every = bool(self.words.lists["and"].search(between)) and not self.words.lists["or"].search(between)
        criterion = Certificate(all_of=codes) if every and len(codes) > 1 else Certificate(any_of=codes)
        self.add(kept[0][0], "certificate", criterion)
        stop = max(stop for _, stop, _ in kept)
        rest = re.split(r"[,;.(]", self.folded[stop:], maxsplit=1)[0]
        if len(rest.split()) <= _MOST_BEHIND and self.words.lists["open_after"].search(rest):
            self.found.notes.append(Reason("or_other"))
        return [(start, stop) for start, stop, _ in kept] + ([cue.span()] if cue else [])

    def _between(self, start: int, stop: int, cue: re.Match[str], kept: list[tuple[int, int, str]]) -> str:
        """Return the text between a name and the word for certificates, names that are kept left out."""
        first, last = min(stop, cue.end()), max(start, cue.start())
        inner = [(a, b) for a, b, _ in kept if first <= a and b <= last]
        return "".join([" " if any(a <= at < b for a, b in inner) else self.folded[at] for at in range(first, last)])

    def education_in(self) -> Spans:
        if self.words.no_education.search(self.folded):
            return []
        hits = []
        for level, form in self.words.education.items():
            for hit in form.finditer(self.folded):
                short = hit.end() - hit.start() <= 3 and not self.text[hit.start()].isupper()
                scrum = self.folded[: hit.start()].rstrip().endswith("scrum")
                ahead = self.text[hit.end() :].lstrip()[:1]
                # Why: LatAm "profesional en Administración" is a degree, "crecimiento profesional en un equipo" is not.
                loose = hit[0].startswith("profesional") and not ahead.isupper()
                learning = self.words.students.search(self.folded[: hit.start()])
                measure = hit[0] == "grado" and self.folded[hit.end() :].startswith((" de ", " en la "))
                if not (short or scrum or measure or loose or learning):
                    hits.append((hit.start(), hit.end(), level))
        kept: list[tuple[int, int, int]] = []
        for each in sorted(hits, key=lambda hit: hit[0] - hit[1]):
            if not any(each[0] < stop and start < each[1] for start, stop, _ in kept):
                kept.append(each)
        if not kept:
            return []
        spans = [(start, stop) for start, stop, _ in kept]
        equal = self.words.cues["equivalent"].search(self.folded)
        at, level = min(start for start, _, _ in kept), min(level for _, _, level in kept)
        if equal is not None:
            self.found.vague.append(Vague(self.text[at : equal.end()], Reason("instead_of_degree"), 48))
            return [*spans, equal.span()]
        self.add(at, "education", Education(f"eqf{level}"))
        return spans

    def languages_in(self) -> Spans:
        spans = []
        for each in tongues(self.text, self.folded, self.words):
            spans.append((each.start, each.stop))
            if each.level is None:
                what = self.text.strip(" .,:")
                self.found.vague.append(Vague(what, Reason("no_level")))
                continue
            if each.any:
                criterion = Language(any_of=each.codes, level_at_least=each.level)
            else:
                criterion = Language(all_of=each.codes, level_at_least=each.level)
            self.add(each.start, "language", criterion)
        return spans
