"""`python -m argolint`."""

from argolint.cli.main import run

if __name__ == "__main__":
    run()
