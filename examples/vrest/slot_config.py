"""Reads the configs of this exploration: the part of YAML that they use, as PyYAML's safe_load would read it.

PyYAML follows YAML 1.1, where `1e-5` is a text because a number with an exponent needs a dot, and `yes` is true. What
this reader does not know it refuses, with the line, instead of guessing.
"""
from __future__ import annotations

import re
from typing import Any, Dict, List, Tuple

Section = Dict[str, Any]


class ConfigError(ValueError):
    """What is wrong with a config, and where."""


NULL = {"", "~", "null", "Null", "NULL"}
TRUE = {form for word in ("yes", "true", "on") for form in (word, word.title(), word.upper())}
FALSE = {form for word in ("no", "false", "off") for form in (word, word.title(), word.upper())}
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
FLOAT = re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?")
# Octal, hexadecimal and binary numbers, 1:30 (which is 90), dates, infinity.
UNREAD = re.compile(
    r"[-+]?0[0-7_]+|[-+]?0[xb][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|\d{4}-\d\d?-\d\d?.*|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)|.*:(?: .*)?|[&*!|>{\[%@`?,\]}].*|[-:]"
)
KEY = re.compile(r"([A-Za-z_][\w.-]*)[ ]*:(?:[ ]+(.*))?$")
COMMENT = re.compile(r"(?:^|[ ])[ ]*#.*$")
QUOTED = re.compile(r"""(?:'((?:[^']|'')*)'|"([^"\\]*)")(?:[ ]+#.*)?""")


def read_yaml(text: str) -> Section:
    """The mapping that a config is. Raises ConfigError for what is no config or is written in a way that is not read."""
    lines = [entry for entry in map(_split, range(1, text.count("\n") + 2), text.split("\n")) if entry]
    value, rest = _block(lines, 0)
    if rest:
        raise ConfigError(f"line {rest[0][0]}: the indentation fits nothing above it")
    if not isinstance(value, dict):
        raise ConfigError("a config is made of `key: value` lines")
    return value


Line = Tuple[int, int, str]


def _split(number: int, line: str) -> "Line | None":
    """A line as its number, indentation and text; None for one that says nothing."""
    text = line.rstrip("\r ")
    indent = len(text) - len(text.lstrip(" "))
    body = text[indent:]
    if body == "" or body.startswith("#") or (number == 1 and body == "---"):
        return None
    if "\t" in body:
        raise ConfigError(f"line {number}: a tab; use spaces")
    return number, indent, body


def _block(lines: List[Line], indent: int) -> Tuple[Any, List[Line]]:
    """The mapping or list that begins with the first line, and the lines after it."""
    if not lines:
        return None, lines
    is_list = lines[0][2] == "-" or lines[0][2].startswith("- ")
    return _list(lines, indent) if is_list else _mapping(lines, indent)


def _mapping(lines: List[Line], indent: int) -> Tuple[Section, List[Line]]:
    found: Section = {}
    while lines and lines[0][1] == indent:
        (number, _, body), lines = lines[0], lines[1:]
        match = KEY.match(body)
        if not match:
            raise ConfigError(f"line {number}: no `key: value`: {body}")
        key, value = match[1], match[2] or ""
        if key in found:
            raise ConfigError(f"line {number}: {key} stands here twice")
        if COMMENT.sub("", value) != "":
            found[key] = _scalar(value, number)
            continue
        deeper = lines and (lines[0][1] > indent or (lines[0][1] == indent and lines[0][2].startswith("-")))
        found[key], lines = _block(lines, lines[0][1]) if deeper else (None, lines)
    return found, lines


def _list(lines: List[Line], indent: int) -> Tuple[List[Any], List[Line]]:
    found: List[Any] = []
    while lines and lines[0][1] == indent and (lines[0][2] == "-" or lines[0][2].startswith("- ")):
        (number, _, body), lines = lines[0], lines[1:]
        item = body[1:].lstrip(" ")
        if item == "-" or item.startswith("- ") or KEY.match(item):
            shifted = (number, indent + len(body) - len(item), item)
            value, lines = _block([shifted, *lines], shifted[1])
        else:
            value = _scalar(item, number)
        found.append(value)
    return found, lines


def _scalar(text: str, number: int) -> Any:
    """The value that a text on one line is."""
    if text[:1] in ("'", '"'):
        return _quoted(text, number)
    plain = COMMENT.sub("", text).rstrip(" ")
    if UNREAD.fullmatch(plain):
        raise ConfigError(f"line {number}: this reader does not know {plain}; write a plain number or word, or quote it")
    if plain in NULL:
        return None
    if plain in TRUE or plain in FALSE:
        return plain in TRUE
    if INTEGER.fullmatch(plain):
        return int(plain.replace("_", ""))
    return float(plain.replace("_", "")) if FLOAT.fullmatch(plain) else plain


def _quoted(text: str, number: int) -> str:
    match = QUOTED.fullmatch(text)
    if not match:
        raise ConfigError(f"line {number}: a quoted text that does not end here, or has a backslash: {text}")
    return match[2] if match[1] is None else match[1].replace("''", "'")


def with_value(text: str, section: str, key: str, value: int) -> str:
    """The text of a config with one number set: in its line, or in a new one at the end of the section."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if re.match(rf"{section}[ ]*:", line)), None)
    if start is None:
        return f"{text.rstrip()}\n\n{section}:\n  {key}: {value}\n"
    end = start + 1
    while end < len(lines) and re.match(r"[ \r]|#|-|$", lines[end]):
        end += 1
    indent = next((re.match(" +", line)[0] for line in lines[start + 1 : end] if re.match(" +[^ #]", line)), "  ")
    for i in range(start + 1, end):
        match = re.match(rf"{indent}{key}[ ]*:", lines[i])
        if match:
            lines[i] = f"{match[0]} {value}"
            return "\n".join(lines)
    while lines[end - 1].strip() == "":
        end -= 1
    return "\n".join([*lines[:end], f"{indent}{key}: {value}", *lines[end:]])
