"""Rules at the terminal: list, show, check, schema."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from xpcalc.cli.main import cli
from xpcalc.cli.shell import OK, USAGE, book_of, on_terminal, width_of

if TYPE_CHECKING:
    from xpcalc.rulebook import Rulebook


@cli.group()
def rules() -> None:
    """The rules at hand: list, show, check, schema."""


@rules.command("list")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the titles.")
def rules_list(lang: str) -> None:
    """Names and titles of the shipped rules."""
    from xpcalc.rulecheck import load_rules

    book = book_of(None)
    names = book.names("seniority")
    width = max([len(n) for n in names] or [4])
    for name in names:
        for rule in load_rules(name, book):
            click.echo(f"{name:<{width}}  {rule.name(lang)}")


@rules.command("show")
@click.argument("name", metavar="NAME|FILE")
@click.option("--sentence", is_flag=True, help="In sentences of a job ad, all durations in months.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the sentences.")
def rules_show(name: str, sentence: bool, lang: str) -> None:
    """A rule as YAML, or in sentences."""
    from xpcalc.rulecheck import load_rules

    book = book_of(None)
    found = load_rules(name, book)
    if sentence:
        from xpcalc.ads.standard import rule_text
        from xpcalc.reports.text import wrap

        for rule in found:
            for line in rule_text(rule, book, lang):
                # Why: kept in a file or copied from a pipe, a sentence stays one line.
                for row in wrap(line, width_of()) if on_terminal() else [line]:
                    click.echo(row)
        return
    click.echo(_rule_text(name, book), nl=False)


def _rule_text(name: str, book: Rulebook) -> str:
    """Return a rule file as written, the user's own or a shipped one."""
    from xpcalc.errors import UnknownName
    from xpcalc.rulebook.files import shipped

    path = name
    if not os.path.isfile(name):
        if name not in book.names("seniority"):
            raise UnknownName("rule", name, book.names("seniority"))
        path = os.path.join(shipped()[0], "seniority", f"{name}.yaml")
    with open(path, encoding="utf-8") as file:
        return file.read()


@rules.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
def rules_check(files: tuple[str, ...]) -> None:
    """Check rule files and run their examples.

    Without FILE, the shipped ones.
    """
    from xpcalc.errors import RulebookError
    from xpcalc.rulecheck import check_file, check_rule, load_rules

    book = book_of(None)
    problems: list[str] = []
    checked = examples = 0
    for name in files:
        checked += 1
        try:
            problems += check_file(name, book)
            for rule in load_rules(name, book):
                examples += len(rule.examples)
                for hint in rule.hints:
                    click.echo(f"hint: {name}: {hint}", err=True)
        except RulebookError as error:
            problems += [each for each in error.problems if each not in problems]
    for name in () if files else book.names("seniority"):
        for rule in load_rules(name, book):
            checked += 1
            examples += len(rule.examples)
            problems += check_rule(rule, book)
    for problem in problems:
        click.echo(problem, err=True)
    ran = f"{examples} example{'' if examples == 1 else 's'} run"
    click.echo(f"{checked} checked, {ran}, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    sys.exit(USAGE if problems else OK)


@rules.command("schema")
def rules_schema() -> None:
    """JSON Schema of rule files, for editors."""
    import json

    from xpcalc.rulecheck import vocabulary
    from xpcalc.rulefile import schema

    click.echo(json.dumps(schema(vocabulary(book_of(None))), ensure_ascii=False, indent=2))
