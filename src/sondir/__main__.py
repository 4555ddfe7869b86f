"""`python -m sondir`: the command line."""

from sondir.cli import app


def main() -> None:
    """Run the command that was typed."""
    app()


if __name__ == "__main__":
    main()
