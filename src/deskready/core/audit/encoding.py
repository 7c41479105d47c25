"""The JSON of a saved audit: a record to bytes and back. A file that comes back is foreign: nothing in it is believed.

Structure, types and numbers are verified and texts are cleaned, so that the record is as safe as one made here.
"""

import math

import msgspec
from msgspec import Struct

from deskready.core.audit.fitting import fitted, without_plots
from deskready.core.audit.limits import SIZE_LIMIT, TEXT_LIMIT, VALUE_LIMIT, Room, room_of
from deskready.core.audit.record import SCHEMA, Audit
from deskready.core.audit.walk import find_number, map_kind, map_texts
from deskready.core.clean import LOG_LIMIT, NUMBER_LIMIT, clean, clean_lines
from deskready.core.errors import UsageError
from deskready.core.words.foreign import harmless
from deskready.core.words.message import message, text
from deskready.core.words.text import Name, Text, typed

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_THE_AUDIT = text("encoding.the-audit", "The audit")
_ASK_AGAIN = text("encoding.ask-again", "Ask for the file again, or open another.")
_TOO_LARGE = message("encoding.too-large", "{file}: larger than {size} MiB, so it is no saved audit.")
_TOO_MANY = message("encoding.too-many", "{file}: holds more than {number} values, so it is no saved audit.")
_NEWER = message("encoding.newer", "{file}: made by a newer deskready (schema {number}).")
_UPDATE = text("encoding.update", "Update deskready, then open it.")
_NO_AUDIT = message("encoding.no-audit", "{file}: not a saved audit.")
_ONLY_JSON = text("encoding.only-json", "Only the JSON files that deskready saves open.")
_NO_JSON = message("encoding.no-json", "{file}: not JSON, or cut off: {error}.")
_TOO_DEEP = message("encoding.too-deep", "{file}: nested too deeply to be a saved audit.")
_NO_SCHEMA = message("encoding.no-schema", "{file}: schema {number} is not known.")
_BROKEN = message("encoding.broken", "{file}: a broken audit: {error}.")
_NO_NUMBER = message("encoding.no-number", "{file}: a broken audit: {place} is not a usable number.")


class _Head(Struct):
    """The part of a saved audit that says how to read the rest."""

    schema: int


def encode(audit: Audit) -> bytes:
    """The bytes of a saved audit: JSON, indented, a newline at the end. The same audit always gives the same bytes.

    What `decode` would refuse as too much is left out, and the record says so.

    Raises:
        UsageError: It holds a number that is not finite, which JSON cannot hold, or cannot be made to fit.
    """
    _verify_numbers(audit, _THE_AUDIT)
    data = _bytes(audit)
    return data if room_of(data).fits else _bytes(fitted(audit, _room_without_plots))


def _bytes(audit: Audit) -> bytes:
    # Whole numbers in fields of type float are written as floats, as they are after reading: hence the round trip.
    same = msgspec.json.decode(msgspec.json.encode(audit), type=Audit)
    return msgspec.json.format(msgspec.json.encode(same), indent=2) + b"\n"


def _room_without_plots(audit: Audit) -> Room:
    return room_of(_bytes(without_plots(audit)))


def decode(data: bytes, where: str) -> Audit:
    """The audit that a file holds. Unknown fields are ignored.

    Args:
        data: The file's content.
        where: The file's name, for errors.

    Raises:
        UsageError: It is too large, no JSON, no audit, of a newer schema, or broken; the message names the field.
    """
    file = Name(clean(where))
    if len(data) > SIZE_LIMIT:
        raise UsageError(_TOO_LARGE(file=file, size=SIZE_LIMIT // 1024**2), _ASK_AGAIN)
    if data.count(b",") > VALUE_LIMIT:
        raise UsageError(_TOO_MANY(file=file, number=typed(f"{VALUE_LIMIT:,}")), _ASK_AGAIN)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    found = _schema_of(data, file)
    if found > SCHEMA:
        raise UsageError(_NEWER(file=file, number=found), _UPDATE)
    if found < SCHEMA:
        raise UsageError(_NO_SCHEMA(file=file, number=found), _ASK_AGAIN)
    audit = _typed(data, file)
    audit = map_kind(audit, Text, lambda each: harmless(each, TEXT_LIMIT))
    _verify_numbers(audit, file)
    return map_texts(audit, _clean)


def _schema_of(data: bytes, file: Name) -> int:
    try:
        return msgspec.json.decode(data, type=_Head).schema
    except msgspec.ValidationError as error:
        raise UsageError(_NO_AUDIT(file=file), _ONLY_JSON) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(_NO_JSON(file=file, error=Name(clean(str(error)))), _ASK_AGAIN) from error
    except RecursionError as error:
        raise UsageError(_TOO_DEEP(file=file), _ASK_AGAIN) from error


def _typed(data: bytes, file: Name) -> Audit:
    try:
        return msgspec.json.decode(data, type=Audit)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _broken(file, error) from error


def _broken(file: Name, error: Exception) -> UsageError:
    return UsageError(_BROKEN(file=file, error=Name(clean(str(error)))), _ASK_AGAIN)


def _verify_numbers(audit: Audit, file: Name | Text) -> None:
    path = find_number(audit, _unusable)
    if path is not None:
        raise UsageError(_NO_NUMBER(file=file, place=typed(clean(path))), _ASK_AGAIN)


def _unusable(number: float) -> bool:
    return abs(number) > NUMBER_LIMIT if isinstance(number, int) else not math.isfinite(number)


def _clean(text: str, field: str) -> str:
    return clean_lines(text, LOG_LIMIT) if field == "log" else clean(text, TEXT_LIMIT)
