"""The one console command: `groeiruimte`.

Commands that work on files alone (`programmes`, `lists`, `claims`, `questionnaires`) know no database. All others are
Django management commands in `management/commands/`.
"""

from __future__ import annotations

import argparse
import os
import sys

import django
from django.core.management import ManagementUtility

from groeiruimte.operate import garbage

from . import claims, lists, programmes, questionnaires

DATABASE_COMMANDS = {
    "demo": "start the demo: web server and job loop on an embedded database",
    "serve": "start the web server",
    "work": "run the job loop",
    "publish": "check a programme text and seal it in the database",
    "set-up": "make a new installation ready: first insurer, region and functional admin",
    "recheck": "compute every stored amount again and compare",
}


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; the exit code is 0 when all is well, 1 when something was found, 2 on wrong use."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in DATABASE_COMMANDS:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groeiruimte.config.settings")
        if words[0] == "demo":
            os.environ.setdefault("GROEIRUIMTE_MODE", "demo")  # before settings are read
        name = words[0].replace("-", "_")
        command_line = ManagementUtility(["groeiruimte", name, *words[1:]])
        django.setup()
        command_line.fetch_command(name)  # loads it
        garbage.seldom()
        command_line.execute()
        return 0
    garbage.seldom()
    parser = argparse.ArgumentParser(prog="groeiruimte", description="Groeiruimte on the command line.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (programmes, lists, claims, questionnaires):
        module.add(commands)
    for name, what in DATABASE_COMMANDS.items():
        commands.add_parser(name, help=what, add_help=False)
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
