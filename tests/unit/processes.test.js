// SPDX-License-Identifier: Apache-2.0

// Checks that only a process whose id, start time and command line agree gets a signal.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import {
  isAlive,
  launch,
  recordOf,
  signal,
  startTimeOf,
  waitForExit,
} from '../network/processes.js';

const folder = mkdtempSync(join(tmpdir(), 'testamur-processes-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = join(folder, 'log');

/** Starts a process that does nothing until it is ended, with a mark on its command line. */
const idle = (mark) => {
  const code = 'setInterval(() => {}, 1_000)';
  return launch([process.execPath, '-e', code, mark], { log });
};

describe('processes', { concurrency: 1 }, () => {
  test('one of ours is known again, and ended', async () => {
    const { child, ended } = idle('a mark');
    const record = recordOf(child.pid, 'a mark');
    assert.ok(isAlive(record));
    assert.ok(isAlive(JSON.parse(JSON.stringify(record))), 'after it was written to a file');
    assert.ok(signal(record, 'SIGKILL'));
    assert.equal(await ended, 'SIGKILL');
    assert.ok(await waitForExit(record, 5_000));
    assert.ok(!isAlive(record));
    assert.equal(signal(record, 'SIGKILL'), false);
  });

  test('a stranger gets no signal', async () => {
    const { child, ended } = idle('another mark');
    const record = recordOf(child.pid, 'another mark');
    const strangers = [
      { ...record, started: record.started + 1 },
      { ...record, started: null },
      { ...record, mark: 'another' },
      { ...record, pid: process.pid },
      { ...record, pid: 1 },
      { ...record, pid: 0 },
      { ...record, pid: -child.pid },
      { ...record, pid: String(child.pid) },
      { pid: child.pid },
      null,
      undefined,
    ];
    for (const stranger of strangers) {
      assert.equal(signal(stranger, 'SIGKILL'), false, JSON.stringify(stranger));
    }
    assert.ok(isAlive(record));
    signal(record, 'SIGTERM');
    assert.equal(await ended, 'SIGTERM');
  });

  test('one that nobody has asked after yet is gone', async () => {
    // The shell starts a child, prints its number, and then never reaps it.
    const shell = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 5'], { stdio: 'pipe' });
    const pid = Number(await new Promise((resolve) => shell.stdout.once('data', resolve)));
    const record = { pid, started: startTimeOf(pid) };
    assert.ok(record.started > 0);
    assert.ok(await waitForExit(record, 3_000));
    assert.match(readFileSync(`/proc/${pid}/stat`, 'utf8'), / Z /);
    assert.equal(startTimeOf(pid), undefined);
    shell.kill('SIGKILL');
  });

  test('a program that is not there is said to be', async () => {
    const { ended } = launch([join(folder, 'nothing')], { log });
    assert.match(await ended, /ENOENT/);
  });

  for (const [how, end, expected] of [
    ['in an error', 'throw new Error("on purpose")', { status: 1 }],
    ['by a signal', 'process.kill(process.pid, "SIGTERM")', { status: 143 }],
    ['as it should', 'process.exit(0)', { status: 0 }],
  ]) {
    test(`when this process ends ${how}, nothing is left behind`, async () => {
      const mark = `left-${process.pid}`;
      const code = `
        import { launch } from ${JSON.stringify(new URL('../network/processes.js', import.meta.url).href)};
        const { child } = launch([process.execPath, '-e', 'setInterval(() => {}, 1_000)', '${mark}'],
          { log: ${JSON.stringify(log)} });
        console.log(child.pid);
        setTimeout(() => { ${end} }, 50);`;
      const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
        encoding: 'utf8',
      });
      assert.equal(status, expected.status);
      const pid = Number(stdout);
      assert.ok(pid > 1);
      assert.ok(await waitForExit({ pid, started: startTimeOf(pid) }, 3_000));
    });
  }
});
