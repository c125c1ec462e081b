"""All calculators by name; a flow calls one with `use:`. To add one: a module here with `CALCULATORS`, and its name below."""

from flows.calculator import registry
from flows.calculators import (
    annual_leave,
    assembly,
    corporate_tax,
    dismissal,
    holiday_pay,
    insurance,
    minimum_wage,
    patronage,
    registration_tax,
    severance,
    share_refund,
    small_business_subsidy,
    surplus,
    take_home_pay,
    training,
    vat,
    withholding,
    workforce,
)

CALCULATORS = registry(
    annual_leave.CALCULATORS,
    assembly.CALCULATORS,
    corporate_tax.CALCULATORS,
    dismissal.CALCULATORS,
    holiday_pay.CALCULATORS,
    insurance.CALCULATORS,
    minimum_wage.CALCULATORS,
    patronage.CALCULATORS,
    registration_tax.CALCULATORS,
    severance.CALCULATORS,
    share_refund.CALCULATORS,
    small_business_subsidy.CALCULATORS,
    surplus.CALCULATORS,
    take_home_pay.CALCULATORS,
    training.CALCULATORS,
    vat.CALCULATORS,
    withholding.CALCULATORS,
    workforce.CALCULATORS,
)
