"""Identifiers over invented numbers, with check digits as their registers define them."""


def business_id(seven):
    total = sum(int(d) * w for d, w in zip(seven, (7, 9, 10, 5, 8, 4, 2)))
    rest = total % 11
    if rest == 1:
        raise ValueError(f"{seven} has no check digit")
    return f"{seven}-{0 if rest == 0 else 11 - rest}"


def iban(country, bban):
    letters = "".join(str(ord(letter) - 55) for letter in country)
    return f"{country}{98 - int(bban + letters + '00') % 97:02d}{bban}"


def finnish_iban(bban):
    return iban("FI", bban)


def reference(base):
    weights = (7, 3, 1)
    total = sum(int(d) * weights[i % 3] for i, d in enumerate(reversed(base)))
    return base + str(-total % 10)


def ocr(base):
    """With its Luhn digit: Swedish references, bankgiro numbers and Finnish account numbers have one."""
    total = 0
    for i, digit in enumerate(reversed(base)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return base + str(-total % 10)


ACCOUNT = ocr("9999930000001")
RENT_ACCOUNT = ocr("9999930000002")
SWEDISH_ACCOUNT = iban("SE", "99900000099000000010")
BANKGIRO = ocr("9990001")
