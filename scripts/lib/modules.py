# SPDX-License-Identifier: Apache-2.0

"""Finds cycles between the modules of a Rust crate.

A module is a file of the crate's `src`. Modules that only tests compile are left out, files as well
as inline ones; other inline modules belong to their file. A path in the code that begins with
`crate`, `self` or `super` refers to the deepest module that it names. Where its next part is a name
that this module itself imports or re-exports with `use`, it refers to where that name comes from
too, so that nothing hides behind a parent; a glob refers to the names that occur in the file.

Where a file of `a/b` refers to a file of `a/c`, `b` depends on `c`, and among the modules of each
folder there must be no cycle. References between a module and the modules it lies in are free in
both directions: the parent is the table of contents. Methods are not followed, for the text does
not tell whose they are.
"""

import re

COMMENT_OR_LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|r(#*)".*?"\1|"(?:\\.|[^"\\])*"|\'(?:\\[^\n\']+|[^\\\'\n])\'', re.S
)
FOR_TESTS = r"#\[cfg\((?:all\()?test\b[^\]]*\](?:#\[[^\]]*\])*(?:pub )?mod (\w+)"
INLINE = re.compile(r"(?<!\w)mod \w+\{")
PATH = re.compile(r"(?<![\w:$])(?:crate|self|super)::(?=[\w{*])")
USE = re.compile(r"(?<!\w)use (?=\w)")
PART = re.compile(r"\w+(?: as \w+)?|\*|")
ITEM = re.compile(r"(?<!\w)(?:fn|struct|enum|trait|type|const|static|mod) (\w+)")


def end_of_block(text, start):
    """The position behind the brace that closes the block which begins at `start`."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[start], 0)
        start += 1
    return start


def code_of(text):
    """The code without comments, literals, test modules and needless spaces."""
    text = re.sub(r"\s+", " ", COMMENT_OR_LITERAL.sub('""', text))
    text = re.sub(r"pub\([^)]*\)", "pub", text)
    text = re.sub(r"\s*(::|[{},;\]])\s*", r"\1", text)
    while test := re.search(FOR_TESTS + r"\{", text):
        text = text[: test.start()] + text[end_of_block(text, test.end()) :]
    for inline in INLINE.finditer(text):
        end = end_of_block(text, inline.end())
        # What is above an inline module is its file. The length stays, for the matches to come.
        inside = text[inline.end() : end].replace("super::", " self::")
        text = text[: inline.end()] + inside + text[end:]
    return text


def paths(text, start):
    """All paths of the tree that begins at `start`, as lists of names, and the position behind."""
    if text[start] != "{":
        part = PART.match(text, start)
        if not re.compile(r"::[\w{*]").match(text, part.end()):
            return [[part[0]]], part.end()
        rest, end = paths(text, part.end() + 2)
        return [[part[0], *path] for path in rest], end
    found, start = [], start + 1
    while text[start] != "}":
        branches, end = paths(text, start)
        found += branches
        start = re.compile(r"[^,}]*,?").match(text, end).end()
    return found, start + 1


class Crate:
    def __init__(self, source):
        code = {}
        for file in sorted(source.rglob("*.rs")):
            parts = file.relative_to(source).with_suffix("").parts
            if parts[-1] == "mod" or parts in {("lib",), ("main",)}:
                parts = parts[:-1]
            code[parts] = code_of(file.read_text(encoding="utf-8"))
        declared = re.compile(FOR_TESTS + ";")
        tests = [(*module, name) for module in code for name in declared.findall(code[module])]
        self.code = {
            module: text
            for module, text in code.items()
            if not any(module[: len(test)] == test for test in tests)
        }
        self.imports = {module: dict(self.named_paths(USE, module)) for module in self.code}

    def named_paths(self, beginning, module):
        """The paths after each match in a module, from the root of the crate, with their names."""
        text = self.code[module]
        for match in beginning.finditer(text):
            for *path, last in paths(text, match.end() if beginning is USE else match.start())[0]:
                last, _, name = last.partition(" as ")
                path = self.absolute(module, path if last == "self" else [*path, last])
                if path:
                    yield name or ("*".join(path) if last == "*" else path[-1]), path

    def absolute(self, module, path):
        if path[0] == "crate":
            return path[1:]
        if path[0] == "super":
            return self.absolute(module[:-1], ["self", *path[1:]]) if module else None
        if path[0] == "self" and path[1:2] == ["super"]:
            return self.absolute(module, path[1:])
        if path[0] == "self":
            return [*module, *path[1:]]
        return [*module, *path] if (*module, path[0]) in self.code else None

    def targets(self, path, module, seen=()):
        """The modules that a path in `module` refers to."""
        target = ()
        while path and (*target, path[0]) in self.code:
            target, path = (*target, path[0]), path[1:]
        origins = []
        if path and target not in seen:
            used = set(re.findall(r"\w+", self.code[module])) if path[0] == "*" else {path[0]}
            for name, (*origin, item) in self.imports[target].items():
                items = {name: item}
                if item == "*":
                    items = {one: one for one in ITEM.findall(self.code.get(tuple(origin), ""))}
                for name in used & items.keys():
                    origins += self.targets([*origin, items[name]], module, (*seen, target))
        return [target, *origins]

    def cycles(self):
        """Each cycle as text."""
        graphs = {}
        for module in self.code:
            for _, path in self.named_paths(PATH, module):
                for target in self.targets(path, module):
                    shared = 0
                    while module[shared : shared + 1] == target[shared : shared + 1] != ():
                        shared += 1
                    if shared < min(len(module), len(target)):
                        graph = graphs.setdefault(module[:shared], {})
                        graph.setdefault(module[shared], {}).setdefault(target[shared], module)
        for parent, graph in sorted(graphs.items()):
            way = cycle(graph)
            if way:
                steps = [
                    f"{one} -> {other} (in {'/'.join(graph[one][other])})"
                    for one, other in zip(way, [*way[1:], way[0]])
                ]
                yield f"{'::'.join(['crate', *parent])}: {', '.join(steps)}"


def cycle(graph):
    """The nodes of a cycle in their order, or nothing."""
    acyclic = set()

    def visit(node, way):
        if node in way:
            return way[way.index(node) :]
        for following in sorted(graph.get(node, {})):
            found = node not in acyclic and visit(following, [*way, node])
            if found:
                return found
        acyclic.add(node)

    return next(filter(None, (visit(node, []) for node in sorted(graph))), None)
