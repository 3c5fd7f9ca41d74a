"""``python -m stance``: the command line."""

from stance.cli.app import main

main()
