from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module

import pytest
from readable import words_of

from xpcalc.assessment import Assessment, Evidence, Failure, Noted
from xpcalc.blind import GAP, blind, label_of
from xpcalc.comparison import compare
from xpcalc.criteria.outcome import Check, Verdict
from xpcalc.model import CheckedClaim, Claim, Finding, Label
from xpcalc.pipeline import assess
from xpcalc.profile import profile, sentence
from xpcalc.reports import REPORTS, Options, render
from xpcalc.reports import comparison as comparison_reports
from xpcalc.reports import profile as profile_reports
from xpcalc.rulebook import load_rulebook

FILE = "Quetzalina_Wrobel_cv_1987.txt"
CV = """\
Quetzálina Wróbel Ibarrola
quetzalina.wrobel@example.org | +34 612 345 678 | linkedin.com/in/quetzalina-wrobel-87 | @quetzi87
Calle Mayor 13, Madrid. Born 13/04/1987

Work Experience

CX Manager
Wrobel & Partners Consulting
July 2021 - June 2022, Quetzalina leading
- Managed a team of 8 agents with Quetzalina's playbook

Onboarding Specialist (Quetzalina Wrobel)
Globaxia
July 2019 - June 2021
- Customer onboarding in Zendesk for quetzalina.wrobel@example.org

Customer Support Agent
Globaxia
2015 - 2016
- Answered tickets

Education
BSc Marketing, Universidad de Ibarrola, 2005 - 2009
"""
# Whatever comes out of a blind report, these must not be in it; years 1987, 2005 and 2009 are those of birth and study.
CANARY = (
    "quetz",
    "wrobel",
    "wróbel",
    "ibarrola",
    "612",
    "linkedin.com",
    "example.org",
    "1987",
    "2005",
    "2009",
    "mayor 13",
)


def seen(**changes: object) -> Assessment:
    """Return the canary's assessment with every kind of value that repeats words of a document."""
    a = assess(CV.encode(), name=FILE, as_of="2026-11-21")
    quote = "Quetzalina Wrobel, BSc 2009, Wrobel & Partners"
    check = Check(
        id="degree",
        kind="education",
        result="met",
        asked="a bachelor's degree",
        shown="BSc Marketing, 2009 (Quetzalina Wrobel)",
        evidence=(Evidence(1, 20, quote),),
        would_settle="In which month did CX Manager, Wrobel & Partners Consulting begin, Quetzálina?",
        parts=(Check("part", "education", "met", "asked", "BSc, 2009", evidence=(Evidence(None, 21, quote),)),),
    )
    verdict = Verdict(
        rule="support",
        title="Support",
        result="undecided",
        policy="default",
        as_of="2026-11-21",
        level="mid",
        possible="senior",
        checks=(check,),
        levels=(check,),
        nice=(check,),
        claims=(check,),
        would_settle="Ask Quetzalina Wrobel at Globaxia",
        statement="Quetzalina: shown",
    )
    claim = CheckedClaim(Claim("skill:zendesk", 24, quote=f"{quote}: 2 years of Zendesk"), "overstated", 19, 19, 19, -5)
    finding = Finding("W_HIDDEN_TEXT", "warning", f"hidden: {quote}")
    return replace(
        a,
        verdicts=(verdict,),
        claims=(claim,),
        findings=(*a.findings, Noted(finding, Evidence(1, 3, quote))),
        labels=(*a.labels, Label(0, "skill", "zendesk", ("Quetzalina's Zendesk",))),
        **changes,  # type: ignore[arg-type]
    )


def every_report(a: Assessment, lang: str) -> dict[str, str]:
    """Return what each report prints about an assessment."""
    options = Options(lang=lang, verbose=True)
    taxonomy = load_rulebook().taxonomy
    # Why: a PDF is the HTML page printed, which takes seconds.
    made = {form: words_of(render([a], form, options)) for form in REPORTS if form != "pdf"}
    for module in ("explain", "candidate_text"):
        made[module] = import_module(f"xpcalc.reports.{module}").render([a], options)
    for form in [form for form in profile_reports.PROFILE_REPORTS if form != "pdf"]:
        made[f"profile {form}"] = words_of(profile_reports.render([profile(a, taxonomy, lang)], form, options))
    both = compare([a, blind(Failure(FILE, "E_EMPTY", "Quetzalina_Wrobel is empty"))], skills=["zendesk"])
    for form in [form for form in comparison_reports.COMPARISON_REPORTS if form != "pdf"]:
        made[f"comparison {form}"] = words_of(comparison_reports.render(both, form, options))
    made["sentence"] = sentence(a, "support", lang, taxonomy=taxonomy)
    made["repr"] = repr(a)
    return made


def words(text: str, employers: bool) -> list[str]:
    low = text.casefold()
    return [each for each in (*CANARY, *(["globaxia", "partners"] if employers else [])) if each in low]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("employers", [False, True])
def test_no_report_names_the_person(lang: str, employers: bool) -> None:
    open_ = every_report(seen(), lang)
    blinded = every_report(blind(seen(), employers, lang), lang)
    found = {name: words(text, employers) for name, text in blinded.items()}
    assert {name: each for name, each in found.items() if each} == {}
    # The same test on what is not blind: it can fail, in every report that prints words at all.
    assert {name for name, text in open_.items() if not words(text, employers)} <= {"sentence"}


def test_a_name_from_the_reader_goes_too() -> None:
    a = seen()
    named = replace(a, document=replace(a.document, person="Bo Li", text="", name="x.txt"))
    held = replace(named.positions[0], position=replace(named.positions[0].position, title="Agent (Bo  Li), Bo's team"))
    b = blind(replace(named, positions=(held, *named.positions[1:])))
    assert b.document.person is None
    assert "Li" not in (b.positions[0].title or "")


def test_numbers_codes_pages_and_lines_stay() -> None:
    a, b = seen(), blind(seen(), employers=True)
    assert (b.total, b.not_counted, b.as_of, b.policy) == (a.total, a.not_counted, a.as_of, a.policy)
    assert [h.duration for h in b.positions] == [h.duration for h in a.positions]
    assert [(n.code, n.severity) for n in b.findings] == [(n.code, n.severity) for n in a.findings]
    places = [(h.evidence.page, h.evidence.line, h.evidence.quote) for h in b.positions if h.evidence]
    assert places == [(h.evidence.page, h.evidence.line, "") for h in a.positions if h.evidence]
    assert b.experience.total == a.experience.total
    assert b.experience.by_label == a.experience.by_label
    assert [(s.code, s.duration) for s in b.skills] == [(s.code, s.duration) for s in a.skills]
    check = b.verdicts[0].checks[0]
    assert (check.result, check.evidence) == ("met", (Evidence(1, 20, ""),))
    assert (b.claims[0].result, b.claims[0].claim.months, b.claims[0].claim.quote) == ("overstated", 24, "")


def test_employers_keep_apart_under_letters() -> None:
    b = blind(seen(), employers=True)
    assert [h.employer for h in b.positions] == ["Employer A", "Employer B", "Employer B"]
    assert blind(seen(), employers=True, lang="es").positions[0].employer == "Empresa A"
    assert b.verdicts[0].would_settle == f"Ask {GAP} at Employer B"
    p = profile(b, load_rulebook().taxonomy)
    assert [each.employer for each in p.employers] == ["Employer A", "Employer B"]


def test_employers_stay_unless_asked() -> None:
    assert [h.employer for h in blind(seen()).positions][1] == "Globaxia"


def test_the_label_is_of_the_content_not_of_the_name() -> None:
    first = blind(assess(CV.encode(), name="a.txt", as_of="2026-11-21"))
    second = blind(assess(CV.encode(), name="b.txt", as_of="2026-11-21"))
    assert first.document.name == second.document.name == label_of(first.document.sha256)
    assert first.document.name.startswith("candidate-")


def test_blind_twice_is_blind_once() -> None:
    once = blind(seen(), employers=True)
    assert blind(once, employers=True).to_dict() == once.to_dict()


def test_titles_are_not_taken_for_names() -> None:
    text = "Customer Support Agent\n\nWork Experience\n\nCustomer Support Agent\nFaro Cloud\nMay 2020 - May 2021\n"
    b = blind(assess(text.encode(), name="support.txt", as_of="2026-11-21"))
    assert b.positions[0].title == "Customer Support Agent"
    assert b.positions[0].employer == "Faro Cloud"


def test_a_failure_loses_its_name() -> None:
    b = blind(Failure(FILE, "E_EMPTY", "the file is empty", "send it again"))
    assert b.name.startswith("candidate-")
    assert (b.code, b.message) == ("E_EMPTY", "the file is empty")
    assert "Wrobel" not in json.dumps(blind(Failure(FILE, "E_X", "wrobel failed")).to_dict())
