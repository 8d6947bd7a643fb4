// SPDX-License-Identifier: Apache-2.0

// Checks how releases are built: a small program of the shape of the runtime, which cargo
// compiles from a generated package outside of its workspace, is the same to the byte wherever it
// is built. `scripts/build-release` in two folders shows it for the runtime, and takes an hour.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { REPOSITORY, temporaryFolder, tool } from './support.js';

const SCRIPT = join(REPOSITORY, 'scripts/build-release');

/** Prints a number that depends on the identity of a crate, and the file of a panic. */
const RUNTIME = `#![no_std]
pub struct Type;
#[no_mangle]
pub extern "C" fn identity() -> u64 {
    let id = core::any::TypeId::of::<Type>();
    unsafe { core::mem::transmute::<_, [u64; 2]>(id)[0] }
}
#[panic_handler]
fn panic(info: &core::panic::PanicInfo) -> ! {
    let file = info.location().map_or("", |it| it.file());
    unsafe { core::ptr::write_volatile(16 as *mut *const u8, file.as_ptr()) };
    loop {}
}
#[no_mangle]
pub extern "C" fn third(of: u32, by: u32) -> u32 { of / by }
`;

/** Does what the builder of the runtime does: it generates a package, and has cargo compile it. */
const BUILD = `
  package=$CARGO_TARGET_DIR/wbuild
  mkdir -p "$package/src"
  printf '#![no_std]\\npub use runtime::*;\\n' >"$package/src/lib.rs"
  cat >"$package/Cargo.toml" <<MANIFEST
[package]
name = "blob"
version = "1.0.0"
edition = "2021"
[lib]
crate-type = ["cdylib"]
[dependencies]
runtime = { path = "$PWD/runtime" }
[profile.release]
panic = "abort"
[workspace]
MANIFEST
  cargo rustc --quiet --release --target wasm32v1-none --manifest-path "$package/Cargo.toml" \\
    --target-dir "$package/target"
  cp "$package/target/wasm32v1-none/release/blob.wasm" "$CARGO_TARGET_DIR/blob.wasm"
`;

describe('scripts/build-release', { concurrency: 1 }, () => {
  const folder = temporaryFolder();
  const program = join(folder, 'build.sh');
  writeFileSync(program, BUILD);

  /** Runs lines of bash with the functions of the script, in a folder. */
  async function bash(cwd, lines, env = {}) {
    const parts = ['say', 'packages', 'toolchain', 'build', 'release']
      .map((part) => `source "$ROOT/scripts/lib/${part}.sh"`)
      .join('; ');
    const all = `ROOT=${REPOSITORY}; ${parts}; use_toolchain; ${lines}`;
    const { code, output } = await tool('bash', ['-euo', 'pipefail', '-c', all], {
      cwd,
      env: { ...process.env, ...env },
    });
    assert.equal(code, 0, output);
    return output;
  }

  /** Makes a repository of the small program. */
  async function repository(...path) {
    const own = join(folder, ...path);
    mkdirSync(join(own, 'runtime/src'), { recursive: true });
    const manifest = '[package]\nname = "runtime"\nversion = "0.1.0"\nedition = "2021"\n';
    writeFileSync(join(own, 'runtime/Cargo.toml'), manifest);
    writeFileSync(join(own, 'runtime/src/lib.rs'), RUNTIME);
    const commit = '-c user.name=test -c user.email=test@localhost commit --quiet -m source';
    for (const args of ['init --quiet', 'add .', commit]) {
      const { code, output } = await tool('git', args.split(' '), { cwd: own });
      assert.equal(code, 0, output);
    }
    return own;
  }

  const lines = `RELEASE=$PWD/shipped; take_source; at_place sh -eu ${program}`;
  const built = (own) => readFileSync(join(own, 'shipped/target/blob.wasm'));

  test('the same source in two folders becomes the same bytes', async () => {
    const [one, two] = [await repository('one'), await repository('two/deeper/down')];
    // Nothing of the caller reaches the compiler.
    const profile = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '0' };
    await bash(one, lines);
    await bash(two, lines, { ...profile, RUSTFLAGS: '-C debuginfo=2', TZ: 'Asia/Tokyo' });
    assert.ok(built(one).equals(built(two)));
    assert.doesNotMatch(built(one).toString('latin1'), new RegExp(folder));
    // A second time, beside what the first one has left.
    const first = built(one);
    await bash(one, lines);
    assert.ok(built(one).equals(first));
  });

  test('elsewhere than at the place it would not, whatever paths are remapped to', async () => {
    const blobs = [];
    for (const name of ['three', 'four']) {
      const own = await repository(name);
      const target = join(own, 'target');
      mkdirSync(target);
      await bash(own, `CARGO_TARGET_DIR=${target} sh -eu ${program}`, {
        RUSTFLAGS: `--remap-path-prefix=${own}=/source`,
      });
      blobs.push(readFileSync(join(target, 'blob.wasm')));
    }
    assert.doesNotMatch(blobs[0].toString('latin1'), new RegExp(folder));
    assert.ok(!blobs[0].equals(blobs[1]));
  });

  test('what is not committed is no part of it, and what is committed later is', async () => {
    const own = await repository('five');
    await bash(own, lines);
    const before = built(own);
    const source = join(own, 'runtime/src/lib.rs');
    writeFileSync(source, RUNTIME.replace('of / by', 'of * by'));
    assert.match(await bash(own, lines), /not committed is no part of this build/);
    assert.ok(built(own).equals(before));
    // By the clock of the commit, the file is older than what was built.
    const commit = '-c user.name=test -c user.email=test@localhost commit --quiet -am change';
    const env = { ...process.env, GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z' };
    assert.equal((await tool('git', commit.split(' '), { cwd: own, env })).code, 0);
    await bash(own, lines);
    assert.ok(!built(own).equals(before));
  });

  test('members compare what they have built, and learn what differs', async () => {
    const manifest = (changes = {}) => ({
      source: { commit: 'c', tree: 't', ...changes.source },
      compiler: { version: 'rustc 1', llvm: '2', standardLibrary: '3', ...changes.compiler },
      profile: 'production',
      runtime: { specVersion: 1, bytes: 1, blake2_256: '0x11', sha256: '22', ...changes.runtime },
      node: null,
    });
    const compare = async (mine, theirs) => {
      const files = ['mine', 'theirs'].map((name) => join(folder, `${name}.json`));
      files.forEach((file, place) => writeFileSync(file, JSON.stringify([mine, theirs][place])));
      return tool(SCRIPT, ['--compare', ...files]);
    };
    const other = { blake2_256: '0x12' };
    const same = await compare(manifest(), manifest({ source: { commit: 'another' } }));
    assert.equal(same.code, 0);
    assert.equal(same.stdout, 'Both have built the runtime 0x11.\n');
    const unexplained = await compare(manifest(), manifest({ runtime: other }));
    assert.equal(unexplained.code, 1);
    assert.match(unexplained.stderr, /0x11 here, and 0x12 there[^]*Approve neither/);
    const compiler = { version: 'rustc 2' };
    const explained = await compare(manifest(), manifest({ runtime: other, compiler }));
    assert.equal(explained.code, 1);
    assert.match(explained.stderr, /compiler.version is rustc 1 here, and rustc 2 there/);
    const nothing = await compare(manifest(), { runtime: {} });
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /theirs.json is no manifest of a release/);
  });
});
