"""Sentence -> Runs: its stretches, each with how much it asks. To add a word such as "a plus": `cues` in rules/ads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xpcalc.ads.lengths import lengths
from xpcalc.ads.tongues import leveled
from xpcalc.ads.words import AdWords
from xpcalc.criteria.language import NAMES
from xpcalc.record import dataclass
from xpcalc.regex import regex

# How a cue reaches: what stands before it, what stands after it.
_AFTER, _BEFORE = "after", "before"
_BRIEF = 4  # words
_BRACKET = regex(r"\s*\([^()]*\)")
_WORD = regex(r"[^\W\d_]+")
# Source: hand-made; "is a plus" behind a list of the five languages asks for its last member only, "are" for all.
_ONE = regex(r"(?:is|would be|will be|es|est|serait|sera|e|seria|ist|ware)\b")
_BACK = regex(r",\s*(?:and |y |e |et |und )?(?:with|con|avec|mit|com)\b")
_IF = regex(r"\s*(?:if|si|se|wenn|falls)\b")
_ANSWER = regex(
    r"\?\s{0,3}(?=\W{0,3}[^\W_])[^\s?.!,;]{1,40}(?:\s{1,3}[^\s?.!,;]{1,40}){0,3}\s{0,3}(?:[.!]{0,5}\s{0,3}$|,)"
)
_EASY = regex(r"(?:^|[?]\s*)(?:no|sin|sem|pas|aucun|kein|keine|never|not)\b")
_WHEN = regex(r"\s*(?:and |y |et |und |e )?(?:if|si|se|wenn|falls)\b[^,]*,")
# Source: hand-made; "it would be a bonus if ..." in the five languages.
_EMPTY = regex(r"\s*(?:it|this|that|what|which|esto|eso|lo que|ce|c'|cela|ca|es|das|isso|isto)\s*")
_CEFR = regex(r"(?<![^\W_])[abc][12](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence. `strength` is must, nice, none (asked is nothing) or "" (nothing says that it asks)."""

    start: int
    stop: int
    strength: str


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    stop: int
    strength: str
    reach: str


def runs(folded: str, section: str, bullet: bool, words: AdWords, *, near: bool = False) -> tuple[Run, ...]:
    """Return the stretches of a folded sentence of a section, left to right, empty ones left out.

    `near`: another sentence of the same paragraph asks for something.
    """
    answer = _ANSWER.search(folded)
    asked = answer is not None and section != "other" and re.search(r"[^\W_]", folded[: answer.start()])
    needless = words.cues["none"].search(folded) or _EASY.search(folded)
    if answer is not None and asked and not needless and not words.cues["must_after"].search(folded, answer.start()):
        # Why: "A certificate in PMP? Great!", "¿Sabes SQL? Mejor": asked and praised, so a wish on top.
        return (Run(0, answer.start(), "nice"),)
    when = _WHEN.match(folded)
    if when is not None and section != "other" and _wished(folded, when.end(), words):
        # Why: "If you know Sage, so much the better" in whatever words; "if you have two years, write to us" is a must.
        return (Run(0, when.end(), "nice"),)
    asks = bool(words.cues["asks"].search(folded)) or (
        not section and (_implied(folded, bullet, words) or _told(folded, near, words))
    )
    default = section if section in ("must", "nice") else "must" if asks and section != "other" else ""
    found: list[Run] = []
    if section == "other":
        # Why: "we value young talent" about the company is no wish; what is not needed there is not told either.
        return (Run(0, len(folded), ""),)
    for start, stop in _parts(folded):
        found += _part(folded, start, stop, default, words)
    return tuple([run for run in found if re.search(r"[^\W_]", folded[run.start : run.stop])])


def _wished(folded: str, stop: int, words: AdWords) -> bool:
    """Tell whether a sentence that begins with "if" wishes for what comes before its comma."""
    rest = folded[stop:]
    calls = words.signs["calls"].search(rest) or words.cues["must_after"].search(rest)
    return not calls and bool(re.search(r"[^\W_]", rest)) and not lengths(rest, words) and not leveled(rest, words)


def _implied(folded: str, bullet: bool, words: AdWords) -> bool:
    """Tell whether a sentence of no section asks without a word that says so: "2 years of experience in sales"."""
    if words.cues["company"].search(folded):
        return False
    measured = bool(lengths(folded, words))
    if len(folded.split()) <= _BRIEF and any(word in NAMES for word in re.findall(r"[^\W\d_]+", folded)):
        return True  # "Inglés básico."
    return (measured and bool(words.experience.search(folded))) or (bullet and (measured or bool(_CEFR.search(folded))))


def _told(folded: str, near: bool, words: AdWords) -> bool:
    """Tell whether a sentence without a word of asking says what the person is or knows: "You write English (C1)"."""
    if words.cues["company"].search(folded) or words.cues["offers"].search(folded):
        return False
    said = bool(words.cues["addressed"].search(folded))
    knows = words.cues["knows"].search(folded) or words.experience.search(folded)
    tongue = leveled(folded, words) and any(word in NAMES for word in _WORD.findall(folded))
    measured = bool(lengths(folded, words)) and knows
    schooled = any(form.search(folded) for form in words.education.values()) or words.certificate.search(folded)
    held = any(form.search(folded) for form in words.certificates_alone.values())
    return (said or near) and bool(tongue or measured or knows or schooled or held)


def _parts(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the parts between semicolons that stand in no brackets."""
    depth, start = 0, 0
    for at, char in enumerate(folded):
        depth += (char == "(") - (char == ")")
        if char == ";" and depth <= 0:
            yield start, at
            start = at + 1
    yield start, len(folded)


def _cues(part: str, words: AdWords) -> list[_Cue]:
    """Return the cues of a part, none inside another; at one place the longest."""
    found = []
    rows = (("none", "none", _AFTER), ("lacks", "none", _AFTER),
            ("nice_after", "nice", _AFTER), ("must_after", "must", _AFTER),
            ("nice_before", "nice", _BEFORE), ("nice_mood", "nice", _AFTER), ("nice_bare", "nice", _AFTER),
            ("nice_opens", "nice", _BEFORE), ("again", "again", _BEFORE))  # fmt: skip
    for name, strength, reach in rows:
        for hit in words.cues[name].finditer(part):
            if name != "nice_mood" or not words.cues["person"].search(part[: hit.start()]):
                found.append(_Cue(hit.start(), hit.end(), strength, reach))
    kept: list[_Cue] = []
    for cue in sorted(found, key=lambda each: each.start - each.stop):
        if not any(cue.start < other.stop and other.start < cue.stop for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda each: each.start)


def _part(folded: str, start: int, stop: int, default: str, words: AdWords) -> Iterator[Run]:
    part = folded[start:stop]
    at, carry, said = 0, default, "nice"
    for cue in _cues(part, words):
        if cue.strength == "again":
            # Why: ", as is PyTorch", ", as would Looker": what the words before say, once more.
            cue = replace(cue, strength=said)
        elif cue.strength != "none":
            said = cue.strength
        if cue.start < at:
            continue
        if cue.strength == "none":
            # Why: "a degree is not required", "no degree needed": the words stand on either side of what is not asked.
            begin = max(at, part.rfind(",", 0, cue.start) + 1)
            end = next((place for place in range(cue.stop, len(part)) if part[place] == ","), len(part))
            if begin > at:
                yield Run(start + at, start + begin, carry)
            yield Run(start + begin, start + end, "none")
            at = end
            continue
        if cue.reach == _BEFORE or _forward(part, at, cue):
            # Why: "Deseable inglés B2": a word that mostly follows stands in front here.
            if part[at : cue.start].strip(" ,:("):
                yield Run(start + at, start + cue.start, carry)
            at, carry = cue.stop, cue.strength
            back = _BACK.search(part, at) if default == "must" and part[: cue.start].rstrip().endswith(",") else None
            if back is not None and carry == "nice":
                # Why: "2 years, preferably in retail, with a C1 of English": what comes with it is wished as before.
                yield Run(start + at, start + back.start(), carry)
                at, carry = back.start(), default
            continue
        begin = _reach(part, at, cue, words)
        if begin > at:
            yield Run(start + at, start + begin, carry)
        level = _BRACKET.match(part, cue.stop)
        # Why: "Spanish is a plus (B1)": the brackets behind the words belong to what stands before them.
        yield Run(start + begin, start + (level.end() if level else cue.start), cue.strength)
        at = level.end() if level else cue.stop
        carry = "nice" if cue.strength == "nice" and default != "must" else default
    if at < len(part):
        yield Run(start + at, start + len(part), carry)


def _forward(part: str, at: int, cue: _Cue) -> bool:
    """Tell whether a word that mostly follows what it is about stands in front of it here: ", preferably in SaaS"."""
    head, tail = part[at : cue.start], re.split(r"[,.]", part[cue.stop :])[0]
    if _EMPTY.fullmatch(head):
        return True
    if not re.search(r"[^\W_]", head):
        return True
    return head.rstrip().endswith((",", ":", "|")) and bool(re.search(r"[^\W_]", tail))


def _reach(part: str, at: int, cue: _Cue, words: AdWords) -> int:
    """Return where the stretch begins that a cue behind it is about."""
    head = part[at : cue.start]
    inside = head.rfind("(")
    if inside >= 0 and ")" not in head[inside:] and re.search(r"[^\W_]", head[inside:]):
        return at + inside  # "a bachelor's degree (MBA preferred)"
    trimmed = head.rstrip(" ,")
    comma = max(trimmed.rfind(","), trimmed.rfind(" – "), trimmed.rfind(" but "))
    if comma < 0:
        return at
    bracket = head.rstrip()[-1:] == "("
    held, tail = head[:comma], trimmed[comma + 1 :]
    if _IF.match(held):
        return at
    # Why: "Zendesk, Intercom and Jira are a plus" is one list; "3 years in sales, Spanish is a plus" is two wishes.
    apart = bool(lengths(held, words)) or bool(words.cues["asks"].search(held)) or leveled(held, words)
    listed = words.lists["and"].search(tail) or words.lists["or"].search(tail)
    apart = apart or bool(_IF.match(tail)) or (not listed and bool(_ONE.match(part, cue.start)))
    return at + comma + 1 if bracket or apart else at
