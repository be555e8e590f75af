"""The way in: the command `argolint` and `python -m argolint`."""

import gc

from argolint.startup import hasten


def run() -> None:
    """Run the command line of this process and end it."""
    # A command makes many objects, drops few, and ends: looking for garbage among them would be a third of its time.
    gc.disable()
    hasten()
    # Only now, so that these modules come from the bundle.
    from argolint.cli.main import run

    run()


if __name__ == "__main__":
    run()
