"""From gross pay to take-home pay: income tax and National Insurance of England in 2025/26.

Income Tax Act 2007 ss. 6, 10 and 35 and the thresholds frozen by the Finance Acts 2021 and 2023;
Social Security Contributions and Benefits Act 1992 s. 8 with the main rate of 8% since 6 April 2024. Worked
on a year's pay, so a week's rounding is left out; pension payments and student loans are not taken off.
"""

from __future__ import annotations

import numpy as np

from commonweal.insight.population.synthetic.draws import Reals

WEEKS = 365 / 7
PERSONAL_ALLOWANCE = 12_570.0
BASIC_BAND = 37_700.0
HIGHER_LIMIT = 125_140.0
TAPER_FROM = 100_000.0
PRIMARY_THRESHOLD = 12_570.0
UPPER_EARNINGS_LIMIT = 50_270.0


def take_home(gross_a_week: Reals) -> Reals:
    """Pounds a week, to the penny, after tax and National Insurance of an employee."""
    gross = gross_a_week * WEEKS
    allowance = np.clip(PERSONAL_ALLOWANCE - np.maximum(gross - TAPER_FROM, 0) / 2, 0, None)
    taxable = np.maximum(gross - allowance, 0)
    additional_from = HIGHER_LIMIT
    tax = 0.2 * np.minimum(taxable, BASIC_BAND)
    tax += 0.4 * np.clip(taxable - BASIC_BAND, 0, additional_from - BASIC_BAND)
    tax += 0.45 * np.maximum(taxable - additional_from, 0)
    insurance = 0.08 * np.clip(gross - PRIMARY_THRESHOLD, 0, UPPER_EARNINGS_LIMIT - PRIMARY_THRESHOLD)
    insurance += 0.02 * np.maximum(gross - UPPER_EARNINGS_LIMIT, 0)
    return np.asarray(np.rint((gross - tax - insurance) / WEEKS * 100) / 100)
