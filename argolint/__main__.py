"""The way in: the command `argolint` and `python -m argolint`."""

from argolint.startup import hasten


def run() -> None:
    """Run the command line of this process and end it."""
    hasten()
    # Only now, so that these modules come from the bundle.
    from argolint.cli.main import run

    run()


if __name__ == "__main__":
    run()
