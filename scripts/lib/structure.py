# SPDX-License-Identifier: Apache-2.0

"""Checks the shape of the Rust crates: no cycle between modules, no long file, no long function. A file in
JavaScript is not long either.

usage: structure.py ROOT           check every crate below ROOT
       structure.py --self-test    check that the checker finds what it is there to find

modules.py says what a cycle is. A file has at most 500 lines, except for a pallet's `lib.rs` and its
`benchmarking.rs`, each of which FRAME wants in one piece, and for generated weights. A function has at most 60 lines, counted from
the one with `fn` to the closing brace at the same indentation, as rustfmt writes them. Both limits
hold for tests too, and the first one for JavaScript.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from modules import Crate

MAX_LINES_OF_FILE = 500
MAX_LINES_OF_FUNCTION = 60
WITHOUT_LIMIT = re.compile(r"pallets/\w+/src/(lib|benchmarking|weights)\.rs|runtime/src/weights/\w+\.rs")
SKIPPED = {".git", "node_modules", "target"}

FUNCTION = re.compile(r"(\t*)(?:pub(?:\([^)]*\))? )?(?:(?:default|const|async|unsafe) )*fn (\w+)")


def functions(lines):
    """Each function's name and number of lines."""
    for start, line in enumerate(lines):
        begin = FUNCTION.match(line)
        if begin is None or line.endswith((";", "}")):
            continue
        for end in range(start + 1, len(lines)):
            # A declaration in a trait ends with its arguments.
            declared = re.match(begin[1] + r"[^\t].*;$", lines[end])
            if declared or lines[end] == begin[1] + "}":
                yield begin[2], end - start + 1
                break


def problems(root):
    sources = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED)
        if "Cargo.toml" in files and "src" in folders:
            for cycle in Crate(Path(folder, "src")).cycles():
                yield f"{Path(folder).relative_to(root)}: modules need each other, {cycle}"
        sources += [Path(folder, file) for file in files if file.endswith((".rs", ".js"))]
    for file in sorted(sources):
        name = file.relative_to(root).as_posix()
        if WITHOUT_LIMIT.fullmatch(name):
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        if len(lines) > MAX_LINES_OF_FILE:
            yield f"{name} has {len(lines)} lines, and {MAX_LINES_OF_FILE} is the most"
        for function, length in functions(lines) if file.suffix == ".rs" else ():
            if length > MAX_LINES_OF_FUNCTION:
                most = MAX_LINES_OF_FUNCTION
                yield f"{name}: {function} has {length} lines, and {most} is the most"


def check(root):
    wrong = list(problems(root))
    if wrong:
        sys.exit("\n".join(wrong))
    print("No cycle between the modules of a crate, no file and no function that is too long.")


def self_test():
    long_body = "\tlet x = 1;\n" * 59
    cases = {
        "crate: a -> b (in a), b -> a (in b)": {
            "lib.rs": "mod a;\nmod b;",
            "a.rs": "use crate::b::{self, X};",
            "b.rs": "fn f() { super::a::g() }",
        },
        "crate: a -> b (in a/c), b -> a (in b)": {
            "main.rs": "mod a;\nmod b;\npub(crate) use a::c::Y as Z;",
            "a/mod.rs": "mod c;",
            "a/c.rs": "use super::super::b::*;",
            "b.rs": "use crate::Z;",
        },
        "crate::a: c -> d (in a/c), d -> c (in a/d)": {
            "lib.rs": "mod a;",
            "a.rs": "mod c;\nmod d;\nuse c::*;\nuse d::Y;",
            "a/c.rs": "pub struct X;\nfn f(_: super::Y) {}",
            "a/d.rs": "use super::*;\nstruct Y(X);",
        },
        "long.rs: f has 61 lines": {
            "lib.rs": "",
            "long.rs": f"pub(crate) async fn f() {{\n{long_body}}}\n",
        },
        "long.rs has 501 lines": {"lib.rs": "", "long.rs": "//\n" * 501},
        "long.js has 501 lines": {"lib.rs": "", "long.js": "//\n" * 501},
        None: {
            "lib.rs": "mod a;\nmod b;\npub struct X;\nuse b::f;",
            # What a parent has itself, tests, comments and literals are free.
            "a.rs": "use crate::{b::f, X};\nmod c { use super::X; }",
            "b.rs": '// crate::a\nconst A: &str = "crate::a {";\nfn f(_: super::X) {}\n'
            "#[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod more_tests { use crate::a::f; }",
            "b/tests.rs": "use crate::a::f;",
            "long.rs": "trait T {\n\tfn f(\n\t\t&self,\n\t);\n}\n" + "//\n" * 435
            + f"fn f() {{\n{long_body[12:]}}}\n",
        },
    }
    for expected, files in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "src"
            for name, text in {"../Cargo.toml": "", **files}.items():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                (source / name).write_text(text, encoding="utf-8")
            found = list(problems(Path(folder)))
            if len(found) != (expected is not None) or not all(expected in one for one in found):
                sys.exit(f"expected {expected}, found {found}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 2:
        check(Path(sys.argv[1]))
    else:
        sys.exit(__doc__)
