"""Files -> reports: assess, explain, compare, profile, disclose, between."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from xpcalc import __version__
from xpcalc.cli.main import cli
from xpcalc.cli.output import spare, write
from xpcalc.cli.shell import (
    OK,
    SOME_FAILED,
    book_of,
    common_options,
    failed,
    format_option,
    like_the_others,
    named,
    needs_file,
    options_of,
    read_day,
    reading_apart,
    results_of,
    say_failures,
    width_of,
)
from xpcalc.reports import REPORTS
from xpcalc.reports.comparison import COMPARISON_REPORTS
from xpcalc.reports.disclosure import DISCLOSURE_REPORTS
from xpcalc.reports.profile import PROFILE_REPORTS

if TYPE_CHECKING:
    from xpcalc.reports.explain import Group
    from xpcalc.rulebook import Rulebook


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common_options
@format_option(list(REPORTS))
@click.option("--pages", is_flag=True, help="HTML and PDF: with the pages of a PDF, the lines marked.")
def assess(files: tuple[str, ...], form: str, pages: bool, **common: Any) -> None:
    """Positions and months of each FILE (the default command).

    "-" reads standard input.
    """
    from xpcalc.reports import render

    needs_file(REPORTS[form], form, common["output"])
    spare(common["output"], files, common)
    results = list(results_of(files, common))
    # Why: JSON and CSV keep the English names of functions, whatever the language, so that programs may rely on them.
    shown = named(results, common) if REPORTS[form].for_people else like_the_others(results, files)
    options = options_of(common)
    # Why: a page shows the name and the photo, which a blind report leaves out.
    if pages and not (common["blind"] or common["blind_employers"]):
        from xpcalc.pipeline.inputs import page_pictures

        with reading_apart(common):
            options = options._replace(pages=page_pictures([name for name in files if name != "-"], results))
    write(render(shown, form, options), common["output"])
    say_failures(results, form)
    sys.exit(SOME_FAILED if any([failed(r) for r in results]) else OK)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common_options
@click.option("--total", is_flag=True, help="The total (this is the default).")
@click.option("--function", "function", metavar="CODE", help="A function or group: support.tier1, support.")
@click.option("--skill", "skill", metavar="CODE", help="A skill, for example zendesk.")
@click.option("--rule", "rule", metavar="NAME|FILE", help="A rule, check by check with its lines.")
def explain(
    files: tuple[str, ...], total: bool, function: str | None, skill: str | None, rule: str | None, **common: Any
) -> None:
    """Show how a number came about: lines, dates, days, rounding."""
    from xpcalc.reports import explain as report

    if rule is not None:
        common["rules"] = (*common["rules"], rule)
    spare(common["output"], files, common)
    book = book_of(common["rules_folder"])
    results = named(list(results_of(files, common)), common)
    options = options_of(common)
    texts = []
    if function is not None or skill is not None:
        scheme, code = ("function", function) if function is not None else ("skill", skill)
        texts.append(report.render_label(results, options, scheme, *_known(book, scheme, code or "", common["lang"])))
    if rule is not None:
        texts.append(report.render_rules(results, options))
    if total or not texts:
        texts.insert(0, report.render(results, options))
    write("\n".join(texts), common["output"])
    say_failures(results, "text")
    sys.exit(SOME_FAILED if any([failed(r) for r in results]) else OK)


def _known(book: Rulebook, scheme: str, code: str, lang: str) -> tuple[str, Group | None]:
    """Return the code of a function or skill, with its group if it is one of functions. Raises: UnknownName."""
    from xpcalc.errors import UnknownName

    taxonomy = book.taxonomy
    table: list[str] = [*taxonomy.functions] if scheme == "function" else [*taxonomy.skills]
    if code in table:
        return code, None
    if scheme == "function" and code in taxonomy.groups:
        from xpcalc.criteria.case import label
        from xpcalc.profile import functions_of, group_months
        from xpcalc.reports.explain import Group

        name = label(taxonomy, "function", code, lang).capitalize()
        return code, Group(name, functions_of(code, taxonomy), lambda a: group_months(a, code, taxonomy))
    import difflib

    if scheme == "function":
        table += taxonomy.groups
    raise UnknownName(scheme, code, near=tuple(difflib.get_close_matches(code, table, 6, 0.5)))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common_options
@click.option(
    "--function",
    "functions",
    multiple=True,
    metavar="CODE",
    help="A column with the months of a function or group; repeatable.",
)
@click.option(
    "--skill", "skills", multiple=True, metavar="CODE", help="A column with the months of a skill; repeatable."
)
@click.option("--sort", default="file", metavar="COLUMN", help="Order of the rows: file (default) or a column.")
@format_option(list(COMPARISON_REPORTS))
def compare(
    files: tuple[str, ...],
    functions: tuple[str, ...],
    skills: tuple[str, ...],
    sort: str,
    form: str,
    **common: Any,
) -> None:
    """Candidates side by side, all at one date; no score, no ranking.

    A FILE may also be the folder of a batch: its results are judged afresh.
    """
    from xpcalc.choices import one_day, rules_named
    from xpcalc.cli.batch import batch_results
    from xpcalc.comparison import compare as lay
    from xpcalc.profile import group_months
    from xpcalc.reports.comparison import render

    needs_file(COMPARISON_REPORTS[form], form, common["output"])
    spare(common["output"], files, common)
    book = book_of(common["rules_folder"])
    results = batch_results(files, book, common)
    if results is None:
        # Why: documents may carry dates of their own; side by side, one day counts for all.
        common["as_of"] = one_day(common["as_of"], rules_named(common["rules"], book))
        results = list(results_of(files, common))
    shown = named(results, common) if COMPARISON_REPORTS[form].for_people else results
    shown = like_the_others(shown, files)
    table = lay(
        shown,
        functions=functions,
        skills=skills,
        sort=sort,
        taxonomy=book.taxonomy,
        lang=common["lang"],
        group_months=group_months,
    )
    write(render(table, form, options_of(common)), common["output"])
    say_failures(results, form)
    sys.exit(SOME_FAILED if any([failed(r) for r in results]) else OK)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common_options
@click.option(
    "--for-candidate", is_flag=True, help="A letter to the person: what was read, counted, how to correct it."
)
@click.option("--sentence", "about", metavar="CODE", help="One sentence on a function, group, skill:CODE or total.")
@format_option(list(PROFILE_REPORTS))
def profile(files: tuple[str, ...], for_candidate: bool, about: str | None, form: str, **common: Any) -> None:
    """Growth profile: months by function, in parts that add up.

    With the last use of skills, time in position and time at employer.
    """
    from xpcalc.assessment import Assessment
    from xpcalc.profile import profile as make
    from xpcalc.profile import sentence
    from xpcalc.reports.profile import render

    if not for_candidate and about is None:
        needs_file(PROFILE_REPORTS[form], form, common["output"])
    spare(common["output"], files, common)
    book = book_of(common["rules_folder"])
    results = list(results_of(files, common))
    options = options_of(common)
    if for_candidate:
        from xpcalc.reports import candidate_text

        made: str | bytes = candidate_text.render(named(results, common), options)
    elif about is not None:
        lines = [
            sentence(r, about, common["lang"], taxonomy=book.taxonomy) for r in results if isinstance(r, Assessment)
        ]
        made = "".join([line + "\n" for line in lines])
    else:
        profiles = [make(r, book.taxonomy, common["lang"]) if isinstance(r, Assessment) else r for r in results]
        made = render(profiles, form, options)
    write(made, common["output"])
    say_failures(results, "json" if about else form)
    sys.exit(SOME_FAILED if any([failed(r) for r in results]) else OK)


@cli.command()
@click.option("--rules", "rules", multiple=True, metavar="NAME|FILE", help="Rules in use; repeatable.")
@click.option("--policy", default="default", metavar="NAME", help="The counting policy in use.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output.")
@format_option(list(DISCLOSURE_REPORTS), shown=False)
def disclose(rules: tuple[str, ...], policy: str, lang: str, form: str) -> None:
    """What is counted and how, in plain words.

    Rules, parameters and their meaning, for candidates, works councils and auditors.
    """
    from xpcalc.choices import policy_named, rules_named
    from xpcalc.disclosure import disclose as make
    from xpcalc.reports.disclosure import render

    book = book_of(None)
    made = make(book, policy_named(policy, book, ()), rules_named(rules, book), lang, version=__version__)
    click.echo(render(made, form, options_of({"lang": lang, "verbose": False, "quiet": False})), nl=False)


@cli.command()
@click.argument("start")
@click.argument("end")
@click.option("--as-of", metavar="DATE", callback=read_day, help="The day that `present` means; today if left out.")
@click.option("--policy", default="default", metavar="NAME", help="Which policy answers; the others stand below.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output.")
@format_option(["text", "json"], shown=False)
def between(start: str, end: str, as_of: str | None, policy: str, lang: str, form: str) -> None:
    """Months from START to END, both included; END may be `present`."""
    from xpcalc.pipeline import between as compute
    from xpcalc.reports import calculator

    try:
        answer = compute(start, end, book_of(None), as_of=as_of, policy=policy)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    click.echo(calculator.render(answer, form, lang, width_of()), nl=False)
