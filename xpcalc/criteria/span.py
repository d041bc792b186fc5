"""`span:` how many people somebody was in charge of, read from jobs that lead people. To add a phrase: the forms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, counted, fold, title_words, tokens

# Source: hand-made; number words of the seven languages up to twenty, folded.
_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, words in {
            2: "two dos dois duas deux zwei due twee",
            3: "three tres trois drei tre drie",
            4: "four cuatro quatro quatre vier quattro",
            5: "five cinco cinq funf cinque vijf",
            6: "six seis sechs sei zes",
            7: "seven siete sete sept sieben sette zeven",
            8: "eight ocho oito huit acht otto",
            9: "nine nueve nove neuf neun negen",
            10: "ten diez dez dix zehn dieci tien",
            12: "twelve doce doze douze zwolf dodici twaalf",
            15: "fifteen quince quinze funfzehn quindici vijftien",
            20: "twenty veinte vinte vingt zwanzig venti twintig",
        }.items()
        for word in words.split()
    }
)
_DIGITS = regex(rf"\d|(?<![^\W_])(?:{'|'.join(_NUMBERS)})(?![^\W_])")
_COUNT = rf"(?<![^\W_])(\d{{1,3}}|{'|'.join(_NUMBERS)})(?![\d.,%]?\d)(?![^\W_])(?!\s?%)"
# Source: hand-made, seen in CVs (the duties of rules/functions/management.yaml with a number); folded.
_TEAM = regex(
    rf"(?<![^\W_])(?:teams?|equipos?|equipes?|equipas?|squadra|gruppo|encadrement|coordinamento) (?:of|de|von|di|van) "
    rf"(?:up to |hasta |about |over )?{_COUNT}"
)
_DIRECT = regex(
    rf"{_COUNT}\+?[ -](?:direct reports?|agents?|agentes|reports|agenti|colaboradores|collaborateurs)(?![^\W_])"
)
_PEOPLE = regex(
    rf"{_COUNT}\+?[ -](?:people|employees|specialists|representatives|personas|empleados|pessoas|personnes|"
    rf"mitarbeiter\w*|persone|collaboratori|medewerkers)(?![^\W_])"
)
# Why: "a company of 500 employees" is not a team; a line about leading says so.
_LEADS = regex(
    r"(?<![^\W_])(?:led|lead|manag|supervis|coach|mentor|lider|coordin|dirig|encadr|geleit|fuhr|gefuhrt|leitung|gesti|"
    r"guid|aanstur|leidingg|a mi cargo|a cargo|in charge)"
)


@dataclass(frozen=True, slots=True)
class Reports:
    """At least so many people in charge, in one job."""

    at_least: int = 1

    ABOUT: ClassVar[str] = "people in charge (span of management)"
    KEYS: ClassVar[Keys] = MappingProxyType({"at_least": Key("count", "the fewest people", required=True)})

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        return iter(())

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        t = translator(lang)
        return t("at least {number} people in charge").format(number=self.at_least)

    def check(self, case: Case) -> Outcome:
        """Return the largest number of people that a leading job names."""
        facts, t = case.facts, case.t
        ask = t("How many people reported directly, and in which job?")
        if facts.ready is not None:
            given = facts.ready.get("span")
            if isinstance(given, (list, tuple)):
                low, high = int(given[0]), int(given[1])
                return self._decided(case, low, high, True, ask)
            return Outcome("undecided", t("not mentioned"), needed=self.at_least, would_settle=ask)
        held = case.labels("function")
        leading = [index for index in range(len(facts.positions)) if self._leads(case, held.get(index, frozenset()))]
        numbers = {index: people(case, index) for index in leading}
        named = {index: found for index, found in numbers.items() if found}
        if not named:
            return Outcome("undecided", t("no number of people named"), needed=self.at_least, would_settle=ask)
        most = max(named.values())
        indexes = tuple(index for index, found in named.items() if found == most)
        outcome = self._decided(case, most, most, len(named) == len(leading), ask)
        return Outcome(
            outcome.result,
            outcome.shown,
            outcome.needed,
            outcome.shown_low,
            outcome.shown_high,
            positions=indexes,
            lines=facts.lines_of(indexes),
            would_settle=outcome.would_settle,
        )

    def _leads(self, case: Case, functions: frozenset[str]) -> bool:
        known = case.facts.taxonomy.functions
        return any(code in known and known[code].people_management != "no" for code in functions)

    def _decided(self, case: Case, low: int, high: int, complete: bool, ask: str) -> Outcome:
        t = case.t
        number = f"{low}" if low == high else t("{low} to {high}").format(low=low, high=high)
        text = t("{number} people shown").format(number=number)
        if low >= self.at_least:
            return Outcome("met", text, self.at_least, low, high)
        if high < self.at_least and complete and not case.facts.unread:
            return Outcome("not_met", text, self.at_least, low, high)
        return Outcome("undecided", text, self.at_least, low, high, would_settle=ask)


def people(case: Case, index: int) -> int:
    """Return the largest number of people that the text of a position names as led; 0 = none."""
    position = case.facts.positions[index]
    leading = case.facts.taxonomy.tables.leading
    titled = _titled(case, index)
    best = 0
    for line in (position.title or "", *(piece.text for piece in position.body)):
        if not _DIGITS.search(text := fold(line)):
            continue
        forms = (_TEAM, _DIRECT, _PEOPLE) if _LEADS.search(text) else (_TEAM, _DIRECT)
        found = [(form, match) for form in forms for match in form.finditer(text)]
        if not found:
            continue
        words, starts, stops = tokens(text)
        stems = [counted(word) for word in words]
        signs = [line[stop:start] for stop, start in zip(stops, (*starts[1:], len(line)), strict=True)]
        for form, match in found:
            first, stop = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            # Why: "12 agents" of "part of a team of 12 agents" stand behind the team.
            teams = [each for each in found if each[0] is _TEAM and each[1].end(1) == match.end(1)]
            if teams:
                first = bisect_left(starts, teams[0][1].start())
            if form is _TEAM or teams:
                if not leading.leads(stems, signs, first, stop, titled=titled):
                    continue
            elif leading.inside(stems, signs, first):
                continue
            best = max(best, int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]])
    return best


def _titled(case: Case, index: int) -> bool:
    """Say whether the title of a position leads people, so that a team that stands alone is led."""
    title = case.facts.positions[index].title or ""
    if case.facts.taxonomy.tables.leading.title_leads(title_words(title)):
        return True
    known = case.facts.taxonomy.functions
    return any(
        each.position == index
        and each.scheme == "function"
        and each.code in known
        and known[each.code].people_management != "no"
        and (not each.why or any(word in title for word in each.why))
        for each in case.facts.labels
    )
