"""How labor law's fractions become whole won."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction


def nearest(value: Fraction) -> int:
    """Whole won, halves up (labor §23)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def at_least(value: Fraction) -> int:
    """The smallest whole number that is enough."""
    return -(-value.numerator // value.denominator)


def without_ones(value: Fraction) -> int:
    """Contributions drop what is below ten won (labor §23-6)."""
    return int(value) // 10 * 10


def hundredths(value: Fraction) -> Decimal:
    """Two digits behind the point, halves up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def reached(value: Fraction, least: int) -> Decimal:
    """Two digits behind the point, halves up, but what falls short of the threshold must not look as if it met it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = hundredths(value)
    return exact.quantize(Decimal("0.01"), ROUND_DOWN) if value < least <= rounded else rounded
