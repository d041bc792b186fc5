"""Letters of make.py -> how many facts are read right, by language and by how the wording was used.

    python -m benchmarks.letters.score --seed 1 --rounds 2 --misses

What "seen", "held out" and "fresh" wordings are stands in make.py (USES). The last column is the share right of
what was read at all. A date is right at the precision
written; an employer or title where its words are the same but for case, accents and signs.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.letters.make import LANGUAGES, LOTS, OUTSIDE, USES, letters, letters_by_others
from xpcalc.dates import day_order
from xpcalc.letters import LetterWords, letter_of
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.statement import Letter

FIELDS = (
    "kind",
    "person",
    "statements",
    "employer",
    "title",
    "start",
    "end",
    "planned_end",
    "ongoing",
    "weekly_hours",
    "part_time",
)


@dataclass(frozen=True)
class Checked:
    """One fact of one letter: what is true and what was read."""

    letter: str
    language: str
    use: str
    field: str
    true: object
    read: object

    @property
    def right(self) -> bool:
        """Say whether the fact was read right."""
        return self.true == self.read


def plain(text: str | None) -> str | None:
    """Return the words of a name, lower case and without accents or signs."""
    if text is None:
        return None
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def read_letter(data: bytes, name: str, book: Rulebook) -> Letter | None:
    """Return the letter that a file holds."""
    every = tuple(book.languages)
    document = read(data, name, section_of=lambda text: book.words.section_of(text, every), detect=book.words.detect)
    languages = book.words.detect(document.text) or ("en",)
    codes = [code for code in dict.fromkeys((*languages, "en")) if code in book.names("letters")]
    words = book.built(
        f"letters:{','.join(codes)}",
        lambda: LetterWords.from_mapping({code: book.raw[f"letters/{code}"] for code in codes}),
    )
    spoken = [book.languages[code] for code in languages if code in book.languages]
    order = day_order([line.text for line in document.lines], spoken)
    return letter_of(document, book.words, languages, words, grammar_for(book, languages, order, 2030))


def compared(truth: dict[str, Any], letter: Letter | None) -> Iterator[Checked]:
    """Yield every fact of a letter beside what was read; statements are compared in order."""

    def fact(field: str, true: object, read: object) -> Checked:
        return Checked(truth["id"], truth["language"], truth["use"], field, true, read)

    yield fact("kind", truth["kind"], letter.kind if letter else None)
    yield fact("person", plain(truth["person"]), plain(letter.person) if letter else None)
    stated = letter.statements if letter else ()
    yield fact("statements", len(truth["statements"]), len(stated))
    for number, true in enumerate(truth["statements"]):
        got = stated[number] if number < len(stated) else None
        yield fact("employer", plain(true["employer"]), plain(got.employer) if got else None)
        yield fact("title", plain(true["title"]), plain(got.title) if got else None)
        for name in ("start", "end", "planned_end"):
            value = getattr(got, name) if got else None
            yield fact(name, true[name], str(value) if value else None)
        yield fact("ongoing", true["ongoing"], bool(got and got.ongoing))
        hours = got.weekly_hours if got else None
        yield fact("weekly_hours", true["weekly_hours"], float(hours) if hours is not None else None)
        share = got.part_time if got else None
        yield fact("part_time", true["part_time"], int(share * 100) if share is not None else None)


def score(seeds: Iterable[int], rounds: int = 1, languages: Iterable[str] = LANGUAGES) -> list[Checked]:
    """Return every fact of the letters of these seeds, checked."""
    book = load_rulebook()
    spoken = tuple(languages)
    made = [each for seed in seeds for each in letters(seed, rounds, spoken)]
    made += letters_by_others(spoken)
    return [fact for truth, data in made for fact in compared(truth, read_letter(data, truth["file"], book))]


def share(facts: Iterable[Checked]) -> float:
    """Return the share of facts read right; those that the letter does not hold and nobody read do not count."""
    told = [fact for fact in facts if fact.true or fact.read]
    return sum(fact.right for fact in told) / len(told) if told else 1.0


def trusted(facts: Iterable[Checked]) -> float:
    """Return the share right of the facts that were read: what is not read is missing, not wrong."""
    told = [fact for fact in facts if fact.read]
    return sum(fact.right for fact in told) / len(told) if told else 1.0


def table(facts: list[Checked]) -> str:
    """Return the figures as a table, a row for each language and use of its wordings."""
    groups = [(f"{code} {use}", code, use) for code in LANGUAGES for use in (*USES, *LOTS, *OUTSIDE)]
    groups += [(f"all {use}", "", use) for use in (*USES, *LOTS, *OUTSIDE)]
    lines = [f"{'':14}{'letters':>8}" + "".join(f"{field[:9]:>10}" for field in FIELDS) + f"{'trusted':>10}"]
    for label, code, use in groups:
        own = [f for f in facts if f.use == use and code in ("", f.language)]
        if not own:
            continue
        count = len({f.letter for f in own})
        cells = "".join(f"{share([f for f in own if f.field == field]):>10.3f}" for field in FIELDS)
        lines.append(f"{label:14}{count:>8}{cells}{trusted(own):>10.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--misses", choices=(*USES, *LOTS, *OUTSIDE, "all"), help="name each fact read wrong")
    given = parser.parse_args()
    facts = score([given.seed], given.rounds)
    print(table(facts))
    for fact in facts:
        if given.misses and not fact.right and given.misses in ("all", fact.use):
            print(f"{fact.letter} {fact.field}: {fact.true!r}, read {fact.read!r}", file=sys.stderr)
    print(Counter(f.field for f in facts if not f.right and (f.true or f.read)).most_common())


if __name__ == "__main__":
    main()
