// SPDX-License-Identifier: Apache-2.0

// Checks how scripts read their command lines: what they are told is obeyed or refused, paths are
// those of the caller, and a reader that goes away is no error. Nothing is built or started here.
// The files for a public runner only call scripts.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPTS = join(REPOSITORY, 'scripts');
const NETWORK = join(REPOSITORY, 'tests/network');
const folder = mkdtempSync(join(tmpdir(), 'testamur-commands-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command from the temporary folder. */
const run = (command, args, env = {}) =>
  new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...env }, timeout: 60_000 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
const script = (line) => {
  const [name, ...args] = line.split(' ');
  return run(join(REPOSITORY, name), args);
};

/** Returns a variable as the scripts know it after their library has been read. */
async function resolved(variable, value) {
  const read = `ROOT=${REPOSITORY}; source $ROOT/scripts/lib/say.sh
    source $ROOT/scripts/lib/toolchain.sh; cd /; printf %s "$${variable}"`;
  const { code, stdout, stderr } = await run('bash', ['-euc', read], { [variable]: value });
  assert.equal(code, 0, stderr);
  return stdout;
}

describe('scripts', () => {
  const names = readdirSync(SCRIPTS, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

  test('each names configurations where they are', () => {
    for (const name of names) {
      const paths = readFileSync(join(SCRIPTS, name), 'utf8').match(/\bops\/[\w/.-]+\w/g) ?? [];
      for (const path of paths) accessSync(join(REPOSITORY, path));
    }
  });

  test('the set-up adds the target of the page to a toolchain that lacks it, and only then', async () => {
    const rustup = join(folder, 'rustup');
    const target = join(folder, 'sysroot/lib/rustlib/wasm32-unknown-unknown');
    writeFileSync(
      rustup,
      `#!/bin/sh\ncase $1 in run) echo ${folder}/sysroot ;; *) echo "$@" >&2; mkdir -p ${target} ;; esac\n`,
      { mode: 0o755 },
    );
    const install = `ROOT=${REPOSITORY}; source $ROOT/scripts/lib/say.sh
      source $ROOT/scripts/lib/toolchain.sh
      find_toolchain() { TOOLCHAIN="rustup 1.0"; }; rustup_command() { echo ${rustup}; }
      install_toolchain`;
    const added = 'target add --toolchain 1.0 wasm32-unknown-unknown';
    for (const isLacking of [true, false]) {
      const { code, stderr } = await run('bash', ['-euc', install]);
      assert.equal(code, 0, stderr);
      assert.equal(stderr.includes(added), isLacking, stderr);
    }
  });

  test('each says what it does, and does nothing else then', async () => {
    for (const name of names) {
      const { code, stdout } = await run(join(SCRIPTS, name), ['-h']);
      assert.equal(code, 0, name);
      assert.ok(stdout.includes(`\nusage: scripts/${name}`), `${name}: ${stdout}`);
    }
  });

  test('what is not understood is refused, and never passed over', async () => {
    const refusals = {
      '.ci/run e2e': /takes no argument/,
      'scripts/advisories now': /takes no argument/,
      'scripts/build release now': /takes no argument/,
      'scripts/build-verifier --measure twice': /one argument at the most/,
      'scripts/demo --keep --stop': /one argument at the most/,
      'scripts/faults --long': /does not know "--long"/,
      'scripts/localnet status --offset 3': /--offset is an option of "start", not of "status"/,
      'scripts/localnet start --json': /--json is an option of "status", not of "start"/,
      'scripts/localnet follow --keep-data': /--keep-data is an option of "stop"/,
      'scripts/rehearse-migration now': /takes no argument/,
      'scripts/rehearse-release now': /takes no argument/,
      'scripts/build-release --fast': /does not understand that/,
      'scripts/build-release --compare mine': /does not understand that/,
      'scripts/setup --fault': /does not know "--fault"/,
      'scripts/verdicts now': /takes no argument/,
      'scripts/test --list e2e': /--list takes nothing else/,
      'scripts/test --only lint nothing': /no stage "nothing"/,
    };
    for (const [line, refusal] of Object.entries(refusals)) {
      const { code, stdout, stderr } = await script(line);
      assert.equal(code, 1, `${line}: ${stdout}`);
      assert.match(stderr, refusal, line);
    }
  });

  test('a path in a variable is relative to the folder of the caller', async () => {
    // All that are documented, except numbers, and what is cargo's own.
    const others = ['TESTAMUR_SEED', 'TESTAMUR_BATCHES', 'CARGO_HOME'];
    const documented = names.flatMap((name) => {
      const header = readFileSync(join(SCRIPTS, name), 'utf8').split(/^(?!#)/m)[0];
      return [...header.matchAll(/^# ((?:CARGO|TESTAMUR)_\w+)  /gm)].map(([, found]) => found);
    });
    const paths = documented.filter((name) => !others.includes(name));
    assert.ok(paths.includes('TESTAMUR_NODE') && paths.includes('CARGO_TARGET_DIR'));
    for (const variable of new Set(paths)) {
      assert.equal(await resolved(variable, 'some/where'), join(folder, 'some/where'), variable);
      assert.equal(await resolved(variable, '/some/where'), '/some/where', variable);
    }
  });
});

describe('.github/workflows', () => {
  const WORKFLOWS = join(REPOSITORY, '.github/workflows');
  const workflows = readdirSync(WORKFLOWS).map((name) => ({
    name,
    text: readFileSync(join(WORKFLOWS, name), 'utf8').replace(/^ *#.*$/gm, ''),
  }));

  test('a public runner gets neither secrets nor rights nor programs of others', () => {
    assert.equal(workflows.length, 2);
    for (const { name, text } of workflows) {
      assert.match(text, /^permissions: {}$/m, name);
      assert.doesNotMatch(text, /secrets|uses:|pull_request_target|github\.token/, name);
    }
  });

  test('it calls what developers call', () => {
    const called = workflows.flatMap(({ text }) =>
      [...text.matchAll(/run: \/source\/(\S+)$/gm)].map(([, path]) => path),
    );
    assert.deepEqual(called.sort(), ['.ci/run', 'scripts/advisories']);
    called.forEach((path) => accessSync(join(REPOSITORY, path), constants.X_OK));
  });
});

describe('tests/network/localnet.js', () => {
  test('an offset that is not the one of the network is refused', async () => {
    const place = join(folder, 'network');
    mkdirSync(place);
    const ports = { p2p: 31_333, rpc: 10_944, prometheus: 10_615 };
    const network = { binary: 'none', spec: 'none', nodes: [{ name: 'archive', ports }] };
    writeFileSync(join(place, 'network.json'), JSON.stringify(network));
    const start = (offset) =>
      run('node', [join(NETWORK, 'localnet.js'), 'ports', '--dir', place, '--offset', offset]);
    const { code, stderr } = await start('2000');
    assert.equal(code, 1);
    assert.match(stderr, /was made with --offset 1000, and keeps its ports/);
    // What is told of ports then depends on who uses them.
    assert.doesNotMatch((await start('1000')).stderr, /was made with/);
  });

  test('a reader that goes away is no error', async () => {
    const speaker = `import { endWithReader } from '${REPOSITORY}tests/util/console.js';
      endWithReader();
      setInterval(() => process.stdout.write('a line\\n'.repeat(1_000)), 1);`;
    writeFileSync(join(folder, 'speaker.mjs'), speaker);
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn('node', [join(folder, 'speaker.mjs')], { stdio });
    let errors = '';
    child.stderr.on('data', (data) => (errors += data));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'exit');
    assert.deepEqual({ code, errors }, { code: 141, errors: '' });
    for (const user of ['tests/network/localnet.js', 'tests/journey/demo.js', 'bench/bench.js']) {
      assert.match(readFileSync(join(REPOSITORY, user), 'utf8'), /^endWithReader\(\);$/m, user);
    }
  });
});
