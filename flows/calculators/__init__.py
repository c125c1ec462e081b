"""All calculators by name; a flow calls one with `use:`. To add one: a module here with `CALCULATORS`, and its name below."""

from flows.calculator import registry
from flows.calculators import (
    annual_leave,
    assembly,
    dismissal,
    holiday_pay,
    insurance,
    minimum_wage,
    severance,
    small_business_subsidy,
    take_home_pay,
    training,
    workforce,
)

CALCULATORS = registry(
    annual_leave.CALCULATORS,
    assembly.CALCULATORS,
    dismissal.CALCULATORS,
    holiday_pay.CALCULATORS,
    insurance.CALCULATORS,
    minimum_wage.CALCULATORS,
    severance.CALCULATORS,
    small_business_subsidy.CALCULATORS,
    take_home_pay.CALCULATORS,
    training.CALCULATORS,
    workforce.CALCULATORS,
)
