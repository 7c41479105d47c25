"""The JSON of a saved audit: a record to bytes and back. A file that comes back is foreign: nothing in it is believed.

Structure, types and numbers are verified and texts are cleaned, so that the record is as safe as one made here.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from deskready.core.audit.record import SCHEMA, Audit
from deskready.core.audit.walk import find_number, map_kind, map_texts
from deskready.core.clean import LOG_LIMIT, clean, clean_lines
from deskready.core.errors import UsageError
from deskready.core.words.foreign import harmless
from deskready.core.words.text import Text

SIZE_LIMIT = 32 * 1024**2
"""Bytes that a saved audit may have: twenty series of the full 20,000 points fit."""
VALUE_LIMIT = 1_000_000
"""Values that a saved audit may hold, counted by its commas before decoding: a number of two bytes takes 32 then."""
TEXT_LIMIT = 4_096
"""Characters that one text of a saved audit may have, logs apart."""
Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Brings the content of a file from one schema number to the next."""
MIGRATIONS: Mapping[int, Migration] = {}
"""The migration from each schema number to the one after it."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NUMBER_LIMIT = 2**63
_REMEDY = "Ask for the file again, or open another."


class _Head(Struct):
    """The part of a saved audit that says how to read the rest."""

    schema: int


def encode(audit: Audit) -> bytes:
    """The bytes of a saved audit: JSON, indented, a newline at the end. The same audit always gives the same bytes.

    Raises:
        UsageError: It holds a number that is not finite, which JSON cannot hold.
    """
    _verify_numbers(audit, "The audit")
    # Whole numbers in fields of type float are written as floats, as they are after reading: hence the round trip.
    same = msgspec.json.decode(msgspec.json.encode(audit), type=Audit)
    return msgspec.json.format(msgspec.json.encode(same), indent=2) + b"\n"


def decode(data: bytes, where: str, *, schema: int = SCHEMA, migrations: Mapping[int, Migration] = MIGRATIONS) -> Audit:
    """The audit that a file holds. Unknown fields are ignored; an older schema is migrated.

    Args:
        data: The file's content.
        where: The file's name, for errors.
        schema: The schema number that this program reads without migrating.
        migrations: The migration from each older number to the one after it.

    Raises:
        UsageError: It is too large, no JSON, no audit, of a newer schema, or broken; the message names the field.
    """
    where = clean(where)
    if len(data) > SIZE_LIMIT:
        raise UsageError(f"{where}: larger than {SIZE_LIMIT // 1024**2} MiB, so it is no saved audit.", _REMEDY)
    if data.count(b",") > VALUE_LIMIT:
        raise UsageError(f"{where}: holds more than {VALUE_LIMIT:,} values, so it is no saved audit.", _REMEDY)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    found = _schema_of(data, where)
    if found > schema:
        raise UsageError(f"{where}: made by a newer deskready (schema {found}).", "Update deskready, then open it.")
    audit = _typed(data, where) if found == schema else _migrated(data, where, range(found, schema), migrations)
    audit = map_kind(audit, Text, lambda text: harmless(text, TEXT_LIMIT))
    _verify_numbers(audit, where)
    return map_texts(audit, _clean)


def _schema_of(data: bytes, where: str) -> int:
    try:
        return msgspec.json.decode(data, type=_Head).schema
    except msgspec.ValidationError as error:
        raise UsageError(f"{where}: not a saved audit.", "Only the JSON files that deskready saves open.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{where}: not JSON, or cut off: {clean(str(error))}.", _REMEDY) from error
    except RecursionError as error:
        raise UsageError(f"{where}: nested too deeply to be a saved audit.", _REMEDY) from error


def _typed(data: bytes, where: str) -> Audit:
    try:
        return msgspec.json.decode(data, type=Audit)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _broken(where, error) from error


def _migrated(data: bytes, where: str, steps: range, migrations: Mapping[int, Migration]) -> Audit:
    content = msgspec.json.decode(data)
    for number in steps:
        if number not in migrations:
            raise UsageError(f"{where}: schema {number} is not known.", _REMEDY)
        try:
            content = migrations[number](content)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise _broken(where, error) from error
    try:
        return msgspec.convert(content, Audit)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _broken(where, error) from error


def _broken(where: str, error: Exception) -> UsageError:
    return UsageError(f"{where}: a broken audit: {clean(str(error))}.", _REMEDY)


def _verify_numbers(audit: Audit, where: str) -> None:
    path = find_number(audit, _unusable)
    if path is not None:
        raise UsageError(f"{where}: a broken audit: {clean(path)} is not a usable number.", _REMEDY)


def _unusable(number: float) -> bool:
    return abs(number) > _NUMBER_LIMIT if isinstance(number, int) else not math.isfinite(number)


def _clean(text: str, field: str) -> str:
    return clean_lines(text, LOG_LIMIT) if field == "log" else clean(text, TEXT_LIMIT)
