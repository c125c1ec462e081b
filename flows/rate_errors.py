"""What is raised when the law's dated data has no answer for a day."""

from datetime import date


class RateError(Exception):
    """A rate cannot be given."""


class UnknownRate(RateError):
    """No rate has this name."""

    def __init__(self, rate: str) -> None:
        super().__init__(rate)
        self.rate = rate


class NoRate(RateError):
    """No value of this rate covers this date."""

    def __init__(self, rate: str, title: str, on: date) -> None:
        super().__init__(f"{rate} on {on}")
        self.rate = rate
        self.title = title
        self.on = on
