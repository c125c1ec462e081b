"""`python -m bot` is `dure`."""

from bot.cli import main

main()
