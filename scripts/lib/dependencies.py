# SPDX-License-Identifier: Apache-2.0

"""Checks the licences, bans and sources of the dependency tree against .config/deny.toml.

usage: dependencies.py ROOT           check the workspace at ROOT (needs cargo on PATH)
       dependencies.py --self-test    check that the checker sees what it is there to see

Reads the part of cargo-deny's configuration that this project uses and stops at anything else, so
that no rule is silently ignored. Advisories are not checked: they need a database from outside.
"""

import json
import re
import subprocess
import sys
from collections import deque
from pathlib import Path

try:
    import tomllib
except ImportError:
    sys.exit("Python 3.11 or newer is needed to read TOML: install it and run this again.")

KNOWN = {
    "licenses": {"allow", "exceptions", "clarify", "private"},
    "bans": {"deny", "multiple-versions", "wildcards"},
    "sources": {"unknown-registry", "unknown-git", "allow-registry", "allow-git"},
}
# Of the program that measures weights, which is a workspace of its own.
SECOND_LOCK = "tools/bencher/Cargo.lock"
TOKEN = re.compile(r"\s*(\(|\)|/|[A-Za-z0-9.+:-]+)")


def parse(text):
    """Turns a licence expression into nested lists: ["OR"|"AND", part, part, ...] or a name."""
    tokens = deque(TOKEN.findall(text))
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise ValueError(f"cannot read the licence expression {text!r}")

    def choice():
        parts = [both()]
        while tokens and tokens[0] in ("OR", "/"):
            tokens.popleft()
            parts.append(both())
        return parts[0] if len(parts) == 1 else ["OR", *parts]

    def both():
        parts = [one()]
        while tokens and tokens[0] == "AND":
            tokens.popleft()
            parts.append(one())
        return parts[0] if len(parts) == 1 else ["AND", *parts]

    def one():
        if not tokens or tokens[0] in (")", "/", "OR", "AND", "WITH"):
            raise ValueError(f"cannot read the licence expression {text!r}")
        token = tokens.popleft()
        if token == "(":
            inner = choice()
            if not tokens or tokens.popleft() != ")":
                raise ValueError(f"a bracket is not closed in the licence expression {text!r}")
            return inner
        if tokens and tokens[0] == "WITH":
            tokens.popleft()
            if not tokens:
                raise ValueError(f"no exception follows WITH in the licence expression {text!r}")
            return f"{token} WITH {tokens.popleft()}"
        return token

    tree = choice()
    if tokens:
        raise ValueError(f"cannot read the licence expression {text!r}")
    return tree


def permits(allowed, tree):
    """Whether the allowed names satisfy a parsed expression."""
    if isinstance(tree, str):
        return tree in allowed
    combine = any if tree[0] == "OR" else all
    return combine(permits(allowed, part) for part in tree[1:])


def applies(rule, package):
    """Whether a rule of the configuration is about this package."""
    version = rule.get("version", "=" + package["version"])
    if not version.startswith("="):
        raise ValueError(f"the rule for {rule['name']} must name one version, as in \"=1.2.3\"")
    return rule["name"] == package["name"] and version[1:] == package["version"]


def label(package):
    return f"{package['name']} {package['version']}"


def check_licences(rules, packages):
    allowed = set(rules["allow"])
    exceptions, clarifications = rules.get("exceptions", []), rules.get("clarify", [])
    needed, unused = [], {id(rule) for rule in exceptions + clarifications}
    for package in packages:
        text, extra = package["license"], set()
        for rule in clarifications:
            if applies(rule, package):
                text = rule["expression"]
                unused.discard(id(rule))
        for rule in exceptions:
            if applies(rule, package):
                extra |= set(rule["allow"])
                unused.discard(id(rule))
        if not text:
            yield f"{label(package)} declares no licence: read its licence file, then add it to `clarify`"
            continue
        tree = parse(text)
        if permits(allowed | extra, tree):
            needed.append((extra, tree))
        else:
            yield f"{label(package)} is under {text}, which is not in `allow`"
    for name in sorted(allowed):
        if all(permits(allowed - {name} | extra, tree) for extra, tree in needed):
            yield f"no crate needs the licence {name} any more: remove it from `allow`"
    for rule in exceptions + clarifications:
        if id(rule) in unused:
            yield f"no crate matches the rule for {rule['name']} any more: remove it"


def check_bans(rules, packages, parents):
    for rule in rules["deny"]:
        for package in packages:
            if rule["name"] != package["name"]:
                continue
            strangers = parents[package["id"]] - set(rule.get("wrappers", []))
            if strangers or not rule.get("wrappers"):
                who = ", ".join(sorted(strangers)) or "us"
                yield f"{label(package)} is banned, and pulled by {who}"


def check_sources(rules, packages):
    for key in ("unknown-registry", "unknown-git"):
        if rules[key] != "deny":
            raise ValueError(f"`{key}` must be \"deny\"")
    registries = {f"registry+{url}" for url in rules["allow-registry"]}
    for package in packages:
        source = package.get("source")
        if source is None:
            yield f"{label(package)} comes from a folder that is no member of the workspace"
        elif source not in registries:
            yield f"{label(package)} comes from {source}, which is not allowed"


def check(config, metadata, lock):
    """Yields one sentence for each rule that is broken."""
    for section, table in config.items():
        strange = set(table) - KNOWN.get(section, set())
        if section not in KNOWN or strange:
            raise ValueError(f"this checker does not know {sorted(strange) or section} of [{section}]")
    members = set(metadata["workspace_members"])
    names = {package["id"]: package["name"] for package in metadata["packages"]}
    packages = [package for package in metadata["packages"] if package["id"] not in members]
    parents = {package["id"]: set() for package in metadata["packages"]}
    for node in metadata["resolve"]["nodes"]:
        for dependency in node["dependencies"]:
            parents[dependency].add(names[node["id"]])
    ours = {names[member] for member in members}
    locked = [entry for entry in lock["package"] if entry["name"] not in ours or "source" in entry]
    yield from check_licences(config["licenses"], packages)
    yield from check_bans(config["bans"], packages, parents)
    yield from check_sources(config["sources"], locked)


def check_second_lock(lock, second):
    """What measures the runtime must be of the same release line of the SDK, to the version."""
    def versions(of):
        found = {}
        for entry in of["package"]:
            if entry["name"].startswith(("frame-", "pallet-", "sc-", "sp-", "substrate-")):
                found.setdefault(entry["name"], set()).add(entry["version"])
        return found

    ours, theirs = versions(lock), versions(second)
    for name in sorted(ours.keys() & theirs.keys()):
        if ours[name] != theirs[name]:
            yield f"{name} is {sorted(theirs[name])} in {SECOND_LOCK} and {sorted(ours[name])} in Cargo.lock"


def self_test():
    """The checker must see what it is there to see."""
    registry = "registry+https://example.org/index"

    def package(name, licence, source=registry):
        return {"id": name, "name": name, "version": "1.0.0", "license": licence, "source": source}

    def broken(packages, edges=(), allow=("MIT",), **rules):
        config = {
            "licenses": {"allow": list(allow)},
            "bans": {"deny": rules.get("deny", [])},
            "sources": {
                "unknown-registry": "deny",
                "unknown-git": "deny",
                "allow-registry": ["https://example.org/index"],
            },
        }
        everything = [package("us", None, None), *packages]
        nodes = [
            {"id": one["id"], "dependencies": [child for parent, child in edges if parent == one["id"]]}
            for one in everything
        ]
        metadata = {"packages": everything, "workspace_members": ["us"], "resolve": {"nodes": nodes}}
        lock = {"package": [{k: v for k, v in one.items() if v is not None} for one in everything]}
        return list(check(config, metadata, lock))

    cases = {
        "a permitted licence": (broken([package("a", "MIT")]), 0),
        "a choice, either spelling": (broken([package("a", "GPL-3.0 OR MIT"), package("b", "X/MIT")]), 0),
        "both of two licences": (broken([package("a", "MIT"), package("b", "MIT AND X")]), 1),
        "brackets": (broken([package("a", "MIT"), package("b", "(MIT OR X) AND (X OR Y)")]), 1),
        "an exception is not its licence": (broken([package("a", "MIT"), package("b", "MIT WITH X")]), 1),
        "no licence": (broken([package("a", "MIT"), package("b", None)]), 1),
        "a licence nobody needs": (broken([package("a", "MIT")], allow=("MIT", "X")), 1),
        "a banned crate": (broken([package("a", "MIT")], deny=[{"name": "a"}]), 1),
        "a banned crate below its wrapper": (
            broken(
                [package("a", "MIT"), package("w", "MIT")],
                edges=[("w", "a")],
                deny=[{"name": "a", "wrappers": ["w"]}],
            ),
            0,
        ),
        "a banned crate elsewhere": (
            broken([package("a", "MIT")], edges=[("us", "a")], deny=[{"name": "a", "wrappers": ["w"]}]),
            1,
        ),
        "another registry": (broken([package("a", "MIT", "registry+https://example.com")]), 1),
        "a git source": (broken([package("a", "MIT", "git+https://example.org/index#1")]), 1),
    }
    def second(version):
        packages = [{"name": "sc-a", "version": version}, {"name": "other", "version": version}]
        return {"package": packages}

    cases["one line of the SDK"] = (list(check_second_lock(second("1.0.0"), second("1.0.0"))), 0)
    cases["two lines of the SDK"] = (list(check_second_lock(second("1.0.0"), second("1.1.0"))), 1)
    failed = [name for name, (sentences, count) in cases.items() if len(sentences) != count]
    for text in ("", "MIT MIT", "(MIT", "MIT)", "MIT OR", "MIT, X", "MIT WITH"):
        try:
            failed.append(f"the expression {text!r} was read as {parse(text)!r}")
        except ValueError:
            pass
    if failed:
        sys.exit("dependencies.py misjudged: " + "; ".join(failed))
    print(f"dependencies.py judges {len(cases)} prepared trees as it should.")


def main(argument):
    if argument == "--self-test":
        self_test()
        return
    root = Path(argument)
    command = ["cargo", "metadata", "--locked", "--all-features", "--format-version", "1"]
    found = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=False)
    if found.returncode:
        sys.exit("cargo could not list the dependencies; its own words are above.")
    metadata = json.loads(found.stdout)
    config = tomllib.loads((root / ".config/deny.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads((root / "Cargo.lock").read_text(encoding="utf-8"))
    second = tomllib.loads((root / SECOND_LOCK).read_text(encoding="utf-8"))
    sentences = [*check(config, metadata, lock), *check_second_lock(lock, second)]
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    if sentences:
        sys.exit(f"{len(sentences)} rules are broken, of .config/deny.toml or on the lock files.")
    print(f"{len(metadata['packages'])} packages keep to .config/deny.toml (advisories not checked).")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
