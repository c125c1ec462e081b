"""`python -m bot` is `dure`."""

import gc

#: How many new objects it takes before Python looks for garbage. Almost all that a start makes stays, and looking through it every 700
#: objects takes a third of the start; what serving leaves in circles is little.
OBJECTS = 50_000


def main() -> None:
    """The command line."""
    gc.set_threshold(OBJECTS, 20, 100)
    from bot.cli import main as command  # noqa: PLC0415 - the imports are what is made faster

    command()


if __name__ == "__main__":
    main()
