"""`python -m twin_trainer`."""

from twin_trainer.cli import main

if __name__ == "__main__":
    main()
