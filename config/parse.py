"""TOML and YAML as plain values, with the line of every key and value.

A `Loc` is the way to a value from the top of its file: keys and places in lists, `("agencies", 3, "icon")`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import tree_sitter_toml
import yaml
from tree_sitter import Language, Node, Parser

Loc = tuple[str | int, ...]
ANY: Literal["*"] = "*"
"""In a pattern: each item of a list, or each key of a table."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, in a sentence; `line` counts from 1 and is None where a file is missing."""

    file: Path
    line: int | None
    what: str
    suggestion: str | None = None
    """What was probably meant."""

    def __str__(self) -> str:
        place = f"{self.file}" if self.line is None else f"{self.file}:{self.line}"
        meant = f" (did you mean `{self.suggestion}`?)" if self.suggestion else ""
        return f"{place}: {self.what}{meant}"


@dataclass(frozen=True, slots=True)
class ProfileProblems:
    """Why there is no profile; in order of file and line, never empty."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """A line for each."""
        return "\n".join(map(str, self.problems))


@dataclass(slots=True)
class Parsed:
    """One file; `problems` says what cannot be read of it, and then `values` lack that much."""

    file: Path
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    keys: dict[Loc, int] = field(default_factory=dict)
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, loc: Loc) -> int:
        """Of a value; of what encloses it where it has no place of its own."""
        return next((self.lines[way] for way in _ways(loc) if way in self.lines), 1)

    def key_line(self, loc: Loc) -> int:
        return self.keys.get(loc, self.line(loc))

    def say(self, line: int | None, what: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(self.file, line, what, suggestion))

    def at(self, loc: Loc) -> Any:
        """The value, or None where there is none."""
        value: Any = self.values
        for step in loc:
            match value, step:
                case dict(), str() if step in value:
                    value = value[step]
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    return None
        return value

    def ways(self, loc: Loc) -> list[Loc]:
        """To each item of a list; none where there is no list."""
        value = self.at(loc)
        return [(*loc, index) for index, _ in enumerate(value)] if isinstance(value, list) else []

    def texts(self, *pattern: str) -> Iterator[tuple[Loc, str]]:
        """Every text whose way fits; other values are passed over, their types are said elsewhere."""
        return ((loc, value) for loc, value in _matches(self.values, (), pattern) if isinstance(value, str))

    def names(self, *pattern: str) -> Iterator[tuple[Loc, str]]:
        """The keys of every table whose way fits, each with the way to its value."""
        for loc, value in _matches(self.values, (), pattern):
            if isinstance(value, dict):
                yield from (((*loc, key), key) for key in value)


def _ways(loc: Loc) -> Iterator[Loc]:
    return (loc[:length] for length in range(len(loc), -1, -1))


def _matches(value: Any, loc: Loc, pattern: tuple[str, ...]) -> Iterator[tuple[Loc, Any]]:
    if not pattern:
        yield loc, value
        return
    step, rest = pattern[0], pattern[1:]
    match value:
        case list() if step == ANY:
            for index, item in enumerate(value):
                yield from _matches(item, (*loc, index), rest)
        case dict():
            for key in value if step == ANY else value.keys() & {step}:
                yield from _matches(value[key], (*loc, key), rest)


def parse(file: Path) -> Parsed:
    """By the file's suffix, `.toml` or `.yaml`."""
    parsed = Parsed(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        parsed.say(None, "this file is missing")
    except OSError as error:
        parsed.say(None, f"this file cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        parsed.say(error.object[: error.start].count(b"\n") + 1, "this is no UTF-8 text")
    else:
        (_parse_toml if file.suffix == ".toml" else _parse_yaml)(parsed, text)
    return parsed


# --- TOML -------------------------------------------------------------------------------------------


def _parse_toml(parsed: Parsed, text: str) -> None:
    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    _Places(parsed).document(tree.root_node)
    try:
        parsed.values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if not parsed.problems:
            where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
            last = text.count("\n", 0, len(text.rstrip())) + 1
            line = int(where[1]) if where and where[1] else last
            parsed.say(line, f"this is not TOML: {str(error)[: where.start() if where else None]}")


class _Places:
    """Walks the tree of one TOML file, and notes where each key and value stands."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._items: dict[Loc, int] = {}
        """Of each array of tables, the place of its last item."""

    def document(self, root: Node) -> None:
        self._parsed.lines[()] = 1
        for child in root.named_children:
            match child.type:
                case "pair":
                    self._pair((), child)
                case "table":
                    self._table(child, self._inside((), _words(child)))
                case "table_array_element":
                    *above, last = _words(child)
                    array = (*self._inside((), above), last)
                    self._items[array] = self._items.get(array, -1) + 1
                    self._note(array, child)
                    self._table(child, (*array, self._items[array]))

    def _inside(self, loc: Loc, words: list[str]) -> Loc:
        """Where a header leads: into the last item of each array of tables on the way."""
        for word in words:
            loc = (*loc, word)
            if loc in self._items:
                loc = (*loc, self._items[loc])
        return loc

    def _table(self, node: Node, loc: Loc) -> None:
        self._once(node, loc)
        for pair in node.named_children:
            if pair.type == "pair":
                self._pair(loc, pair)

    def _pair(self, above: Loc, node: Node) -> None:
        key, *values = (child for child in node.named_children if child.type != "comment")
        words = _words(node)
        for length in range(1, len(words)):
            self._note((*above, *words[:length]), node)
        loc = (*above, *words)
        self._once(key, loc)
        for value in values:
            self._value(loc, value)

    def _value(self, loc: Loc, node: Node) -> None:
        self._parsed.lines[loc] = _line(node)
        children = [child for child in node.named_children if child.type != "comment"]
        match node.type:
            case "array":
                for index, item in enumerate(children):
                    self._value((*loc, index), item)
            case "inline_table":
                for pair in children:
                    if pair.type == "pair":
                        self._pair(loc, pair)

    def _once(self, node: Node, loc: Loc) -> None:
        if loc in self._parsed.keys:
            self._parsed.say(_line(node), f"`{loc[-1]}` stands here a second time")
        self._parsed.keys[loc] = self._parsed.lines[loc] = _line(node)

    def _note(self, loc: Loc, node: Node) -> None:
        self._parsed.lines.setdefault(loc, _line(node))


def _line(node: Node) -> int:
    row: int = node.start_point.row
    return row + 1


def _words(node: Node) -> list[str]:
    """The parts of the key of a pair or a header, without quotes; none where it cannot be read."""
    written = (node.named_children[0].text or b"").decode() if node.named_children else ""
    try:
        inner: Any = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return [written]
    words = []
    while isinstance(inner, dict) and inner:
        ((word, inner),) = inner.items()
        words.append(word)
    return words


# --- YAML -------------------------------------------------------------------------------------------


def _parse_yaml(parsed: Parsed, text: str) -> None:
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        # A key without its colon is noticed one line too late; some errors are marked beyond the end.
        late = error.context == "while scanning a simple key"
        mark = error.context_mark if late else error.problem_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        parsed.say(line, f"this is not YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        parsed.say(1, f"this is not YAML: {error.reason}")
    else:
        values = _Values(parsed, loader).of((), node) if node else None
        if isinstance(values, dict):
            parsed.values = values
        elif not parsed.problems:
            parsed.say(1, "this file holds no table")
    finally:
        loader.dispose()


class _Values:
    """Makes plain values of YAML's nodes, and notes where each stands."""

    def __init__(self, parsed: Parsed, loader: yaml.CSafeLoader) -> None:
        self._parsed = parsed
        self._loader = loader
        self._seen: set[int] = set()
        """Nodes by identity: an alias is its anchor's node once more, and may stand within it."""

    def of(self, loc: Loc, node: yaml.Node) -> Any:
        line = node.start_mark.line + 1
        self._parsed.lines[loc] = line
        if id(node) in self._seen:
            self._parsed.say(line, "an alias (`*name`) points here; write it out where it stands")
            return None
        self._seen.add(id(node))
        match node:
            case yaml.MappingNode(tag="tag:yaml.org,2002:map"):
                return self._mapping(loc, node)
            case yaml.SequenceNode(tag="tag:yaml.org,2002:seq"):
                return [self.of((*loc, index), item) for index, item in enumerate(node.value)]
            case yaml.ScalarNode():
                return self._scalar(node, line)
            case _:
                self._parsed.say(line, f"the tag `{node.tag}` has no meaning here")
                return None

    def _mapping(self, loc: Loc, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if key_node.tag != "tag:yaml.org,2002:str":
                self._parsed.say(line, "a key must be text; put it in quotes")
                continue
            if key in values:
                self._parsed.say(line, f"`{key}` stands here a second time")
            self._parsed.keys[(*loc, key)] = line
            values[key] = self.of((*loc, key), value_node)
        return values

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        try:
            return self._loader.construct_object(node)
        except yaml.constructor.ConstructorError:
            self._parsed.say(line, f"the tag `{node.tag}` has no meaning here")
        except ValueError:
            self._parsed.say(line, "this looks like a date or a number, but is none; put it in quotes")
        return None
