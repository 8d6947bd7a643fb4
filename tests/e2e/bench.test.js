// SPDX-License-Identifier: Apache-2.0

// Runs scripts/bench as a user types it. The figures mean nothing here; the test shows that each
// part still measures something.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { findBinary } from '../network/node.js';
import { TIMEOUT, waitFor } from '../network/wait.js';
import { slowness } from '../util/yardstick.js';
import { REPOSITORY, temporaryFolder } from './support.js';

const SCRIPT = join(REPOSITORY, 'scripts/bench');
const ENVIRONMENT = { ...process.env, TESTAMUR_NODE: findBinary() };
/**
 * The longest time of a smoke run, in seconds: over twice what the header of the script says,
 * because the machine may be busy.
 */
const LONGEST_SMOKE = 300;

/** Returns the processes that have a path below a folder on their command line. */
function processesIn(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.some((word) => word.startsWith(join(folder, 'networks')));
      } catch {
        return false;
      }
    });
}

describe('scripts/bench', { concurrency: 1 }, () => {
  const folder = temporaryFolder();

  const bench = (...args) =>
    new Promise((resolve) => {
      execFile(
        SCRIPT,
        args,
        { env: ENVIRONMENT, timeout: 1_200_000, maxBuffer: 2 ** 24 },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const fail = async (pattern, ...args) => {
    const { code, stdout, stderr } = await bench(...args);
    assert.equal(code, 1, `${args.join(' ')}: ${stdout}`);
    assert.match(stderr, pattern);
  };

  test('says what it does, and what it does not know', async () => {
    const { stdout } = await bench('-h');
    assert.match(stdout, /^Measures what the chain can do/);
    await fail(/does not know "--fast"; scripts\/bench -h says/, '--fast');
    await fail(/no part "writes"; there are issuing, latency/, 'writes');
    await fail(/--out needs the name of a folder/, '--out');
    await fail(/one of --quick and --smoke/, '--quick', '--smoke');
  });

  test('leaves a folder alone that is not its own', async () => {
    const own = join(folder, 'thesis');
    mkdirSync(own);
    writeFileSync(join(own, 'thesis.txt'), 'three years of work');
    await fail(/none of the bench's \(thesis\.txt\): name another --out/, '--smoke', '--out', own);
    assert.equal(readFileSync(join(own, 'thesis.txt'), 'utf8'), 'three years of work');
  });

  test('without a node it says where it has looked', async () => {
    const env = { ...ENVIRONMENT, TESTAMUR_NODE: join(folder, 'nothing') };
    const { code, stderr } = await new Promise((resolve) => {
      execFile(SCRIPT, ['--smoke', '--out', join(folder, 'none')], { env }, (error, _, stderr) =>
        resolve({ code: error?.code ?? 0, stderr }),
      );
    });
    assert.equal(code, 1);
    assert.match(stderr, /no testamur-node at .*nothing/);
  });

  test('interrupted, it leaves nothing running', async () => {
    const out = join(folder, 'interrupted');
    const child = spawn(SCRIPT, ['--smoke', '--out', out], { env: ENVIRONMENT, stdio: 'ignore' });
    const closed = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    await waitFor(() => processesIn(out).length > 0 && existsSync(join(out, 'networks')), {
      what: 'a node of the bench',
    });
    child.kill('SIGINT');
    assert.equal(
      await Promise.race([closed, delay(TIMEOUT, 'it did not end', { ref: false })]),
      130,
    );
    await waitFor(() => processesIn(out).length === 0, { what: 'its nodes to be gone' });
  });

  test('--smoke: figures of every part, and nothing left but them', async (t) => {
    const out = join(folder, 'figures');
    const slower = slowness();
    const begin = performance.now();
    const { code, stdout, stderr } = await bench('--smoke', '--out', out);
    const seconds = (performance.now() - begin) / 1_000;
    assert.equal(code, 0, `${stderr}${stdout}`);
    assert.equal(stderr, '', 'nothing noisy');
    t.diagnostic(`${seconds.toFixed(0)} s`);
    assert.ok(seconds <= LONGEST_SMOKE * slower, `it took ${seconds.toFixed(0)} s`);
    for (const part of ['Issuing', 'Latency', 'Statuses', 'Growth', 'Importing', 'Reads']) {
      assert.match(stdout, new RegExp(`^ +\\d+:\\d\\d ${part} took \\d+ s`, 'm'));
    }

    const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
    assert.equal(results.mode, 'smoke');
    assert.match(results.commit, /^[0-9a-f]{40}|^unknown$/);
    const { rows } = results;
    for (const { id, values } of rows) {
      assert.ok(values.length > 0, id);
      // Execution time is a difference of two times, and processor time comes in ticks, so either
      // may be zero or less for something so small.
      const small = id.startsWith('time-') || id.startsWith('processor-');
      assert.ok(
        values.every((value) => Number.isFinite(value) && (value > 0 || small)),
        `${id}: ${values}`,
      );
    }
    const ids = rows.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'each row has a name of its own');
    for (const { id, yardstick } of rows) {
      assert.ok(yardstick === undefined || ids.includes(yardstick), `${id}: ${yardstick}`);
    }
    for (const id of [
      ...['remark-1', 'anchor-1', 'many-256', 'cohort', 'final-p95-anchor-1', 'block-p50-remark-1'],
      ...['revoke-1', 'revoke-256', 'revoke-256-apart', 'time-revoke-256', 'weight-revoke-256'],
      ...['state-anchor-1', 'body-cohort', 'memory-most'],
      ...['import-blocks-peer', 'import-transactions-file'],
    ]) {
      assert.ok(ids.includes(id), `no row ${id}`);
    }
    assert.ok(
      rows.some(({ table }) => table === 'reads'),
      'nothing was read',
    );

    const report = readFileSync(join(out, 'results.md'), 'utf8');
    assert.ok(report.includes(cpus()[0].model.trim()), 'the report names the machine');
    const pictures = readdirSync(out).filter((name) => name.endsWith('.svg'));
    assert.ok(pictures.length > 0);
    for (const picture of pictures) {
      assert.ok(report.includes(`(${picture})`), `${picture} is in the report`);
      assert.match(readFileSync(join(out, picture), 'utf8'), /^<svg[\s>]/);
    }
    assert.deepEqual(processesIn(out), []);
    const left = readdirSync(out).filter((name) => !pictures.includes(name));
    assert.deepEqual(left.sort(), ['results.json', 'results.md']);
  });
});
