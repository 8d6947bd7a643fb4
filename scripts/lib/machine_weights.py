# SPDX-License-Identifier: Apache-2.0

"""Writes the weights of the machine as Rust, from what the SDK's benchmark commands have measured.

usage: machine_weights.py FOLDER ENTRIES    prints runtime/src/weights/machine.rs

FOLDER holds block_weights.rs, extrinsic_weights.rs and paritydb_weights.rs as `testamur-bencher
overhead` and `storage` leave them; ENTRIES is how many batches the database held.
"""

import re
import sys
from datetime import date
from pathlib import Path

STATISTICS = ("Min, Max", "Average", "Median", "Std-Dev", "99th", "95th", "75th")


def statistics(text):
    """Every block of statistics of a file, in nanoseconds, each as a dictionary."""
    blocks = []
    for line in text.splitlines():
        found = re.match(r"\s*///\s+(%s):\s+(.*)" % "|".join(STATISTICS), line)
        if not found:
            continue
        name, value = found.groups()
        if name == STATISTICS[0]:
            blocks.append({})
        blocks[-1][name] = value.replace("_", "")
    return blocks


def one_of(folder, name, count):
    path = folder / name
    if not path.exists():
        sys.exit(f"{path} is missing: the measurement before this did not end well.")
    blocks = statistics(path.read_text())
    if len(blocks) != count:
        sys.exit(f"{path} has {len(blocks)} blocks of statistics instead of {count}.")
    return blocks


def grouped(number):
    return f"{int(float(number)):_}"


def doc(text, block, mark="///"):
    """A comment with the statistics below it."""
    least, most = block["Min, Max"].split(", ")
    return "\n".join([
        f"{mark} {text}",
        mark,
        f"{mark} In ns: average {grouped(block['Average'])}, median {grouped(block['Median'])}, "
        f"from {grouped(least)} to {grouped(most)},",
        f"{mark} 99 of 100 below {grouped(block['99th'])}.",
    ])


def processor():
    names = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return names[0] if names else "an unknown processor"


def main(folder, entries):
    [block] = one_of(folder, "block_weights.rs", 1)
    [extrinsic] = one_of(folder, "extrinsic_weights.rs", 1)
    read, write = one_of(folder, "paritydb_weights.rs", 2)
    print(f"""// SPDX-License-Identifier: Apache-2.0

//! Measured costs of the machine and its database, written by `scripts/bench-weights machine` and not
//! by hand.
//!
//! {date.today()}, on {processor()}. The database is ParityDB with a state of
//! {entries:,} batches; every value was read once and written once, with no cache of the trie, while the
//! whole database fitted into the memory of the machine. Averages count, not medians.

use frame_support::weights::{{constants::WEIGHT_REF_TIME_PER_NANOS as NANOS, RuntimeDbWeight, Weight}};

{doc("Weight of a block with nothing but its inherents.", block)}
pub const BLOCK_EXECUTION: Weight =
	Weight::from_parts({grouped(block['Average'])} * NANOS, 0);

{doc("Weight of a transaction that does nothing: its signature, its checks, its event.", extrinsic)}
pub const EXTRINSIC_BASE: Weight =
	Weight::from_parts({grouped(extrinsic['Average'])} * NANOS, 0);

/// Weights of reading a value and of writing one.
pub const DATABASE: RuntimeDbWeight = RuntimeDbWeight {{
	{doc("Reading one value.", read, "//")}
	read: {grouped(read['Average'])} * NANOS,
	{doc("Writing one value, with its share of the new root.", write, "//")}
	write: {grouped(write['Average'])} * NANOS,
}};""")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]))
