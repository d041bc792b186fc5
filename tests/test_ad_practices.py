"""The five practices of recruiting from the words of a job ad to the verdict, held against one golden file.

To add one: an ad, its CV and what the rule must be, then `python tests/test_ad_practices.py` writes the golden file
anew; read its diff.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF
from click.testing import CliRunner
from test_practices import DAYS, DECEMBER, GROWTH, HEADS, JOBS, MIGRATIONS, NOVEMBER, SAAS, ZENDESK

from xpcalc.cli import OK, cli

GOLDEN = Path(__file__).parent / "golden" / "ads" / "practices.json"
TITLES = {"en": "CX Team Manager", "es": "Responsable de equipo de CX"}
# Practice -> language -> the words of the ad.
ADS: dict[str, dict[str, str]] = {
    "a. two years of a tool": {
        "en": "Support agent\n\nRequirements\n- 2 years of experience with Zendesk\n",
        "es": "Agente de soporte\n\nRequisitos\n- 2 años de experiencia con Zendesk\n",
    },
    "b. months in a sector, and tools": {
        "en": (
            "We look for at least 36 months of experience in SaaS support, including direct use of tools such as "
            "Zendesk, Intercom or Freshdesk."
        ),
        "es": (
            "Buscamos al menos 36 meses de experiencia en soporte SaaS, incluido el uso directo de herramientas como "
            "Zendesk, Intercom o Freshdesk."
        ),
    },
    "c. migrations": {
        "en": "Must have: eight months of experience in help desk migrations. Nice to have: Salesforce.",
        "es": "Imprescindible: ocho meses de experiencia en migraciones de help desk. Deseable: Salesforce.",
    },
    "d. one day more or less": {
        "en": "Your profile:\n- at least 11 months in customer support\n",
        "es": "Tu perfil:\n- al menos 11 meses en atención al cliente\n",
    },
    "e. a growing career": {
        "en": (
            "Requirements\n- 18 months of tier-1 support\n- 2 years of customer onboarding\n"
            "- One year of team management, with a team of 8 people\n"
        ),
        "es": (
            "Requisitos\n- 18 meses de soporte de primer nivel\n- 2 años de onboarding de clientes\n"
            "- Un año de gestión de equipos, con un equipo de 8 personas\n"
        ),
    },
}


def cvs(lang: str) -> dict[str, list[str]]:
    """Return the CVs of each practice: those that reach the requirement, then those that do not."""
    job = HEADS[lang] + JOBS[lang]
    return {
        "a. two years of a tool": [
            ZENDESK[lang].replace("Sep 2024", "Feb 2025").replace("septiembre de 2024", "febrero de 2025"),
            ZENDESK[lang],
        ],
        "b. months in a sector, and tools": [
            job.format(end=end[lang], what=SAAS[lang]) for end in (DECEMBER, NOVEMBER, {"en": "2023", "es": "2023"})
        ],
        "c. migrations": [HEADS[lang] + MIGRATIONS[lang]],
        "d. one day more or less": [HEADS[lang] + DAYS[lang].format(day=day) for day in (24, 23)],
        "e. a growing career": [HEADS[lang] + GROWTH[lang].format(title=TITLES[lang])],
    }


def made(folder: Path) -> dict[str, Any]:
    """Return what the two commands say: the rule of each ad, and the verdicts on its CVs in words."""
    answer: dict[str, Any] = {}
    for practice, ads in ADS.items():
        for lang, text in ads.items():
            ad, rule = folder / "ad.txt", folder / "ad.yaml"
            ad.write_text(text, "utf-8")
            _run("ad", str(ad), "-o", str(rule))
            assert _run("rules", "check", str(rule)) == "1 checked, 0 examples run, 0 problems\n"
            read = json.loads(_run("ad", str(ad), "--format", "json"))
            answer[f"{practice}, {lang}"] = {
                "must": [each["requirement"] for each in read["must"]],
                "nice": [each["requirement"] for each in read["nice"]],
                "sentences": _run("rules", "show", str(rule), "--sentence", "--lang", lang).splitlines()[1:],
                "verdicts": [_verdict(folder, cv, rule, lang) for cv in cvs(lang)[practice]],
            }
    return answer


def _run(*args: str) -> str:
    result = CliRunner().invoke(cli, list(args), prog_name="xpcalc")
    assert result.exit_code == OK, result.output
    return result.stdout


def _verdict(folder: Path, cv: str, rule: Path, lang: str) -> dict[str, Any]:
    path = folder / "cv.txt"
    path.write_text(cv, "utf-8")
    at = ("--as-of", AS_OF, "--rules", str(rule), "--no-sandbox")
    (verdict,) = json.loads(_run(str(path), *at, "--format", "json"))["verdicts"]
    shown = _run(str(path), *at, "--lang", lang)
    first = next(line for line in shown.splitlines() if line.startswith(("ad (ad)", verdict["title"])))
    return {
        "result": verdict["result"],
        "checks": {check["id"]: [check["result"], check["shown"]] for check in verdict["checks"]},
        "words": first,
    }


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def test_the_five_practices_from_ad_to_verdict(tmp_path: Path) -> None:
    assert made(tmp_path) == json.loads(GOLDEN.read_text("utf-8"))


def test_the_golden_file_says_what_the_practices_are() -> None:
    """The golden file may be written anew; these results may not change."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    results = {name: [each["result"] for each in found["verdicts"]] for name, found in golden.items()}
    for lang in ("en", "es"):
        assert results[f"a. two years of a tool, {lang}"] == ["met", "not_met"]
        assert results[f"b. months in a sector, and tools, {lang}"] == ["met", "not_met", "undecided"]
        assert results[f"c. migrations, {lang}"] == ["met"]
        assert results[f"d. one day more or less, {lang}"] == ["met", "not_met"]
        assert results[f"e. a growing career, {lang}"] == ["met"]
    assert (
        golden["b. months in a sector, and tools, es"]["must"] == golden["b. months in a sector, and tools, en"]["must"]
    )


if __name__ == "__main__":
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        GOLDEN.write_text(json.dumps(made(Path(place)), ensure_ascii=False, indent=1) + "\n", "utf-8")
