"""``python -m chuan_ngheo``: the command line."""

from chuan_ngheo.cli.main import run

run()
