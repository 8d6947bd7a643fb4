// SPDX-License-Identifier: Apache-2.0

// Checks that a transaction takes no longer than it is charged for.

import assert from 'node:assert/strict';

import { slowness } from '../../util/yardstick.js';

/**
 * The factor by which a call may exceed its declared time, on top of the slowness of this machine
 * at this moment (`tests/util/yardstick.js`).
 */
const SLOWER = 3;
/** The tolerance between two measurements of the same thing, in milliseconds. */
const BLUR = 0.5;
/**
 * The share of a block's time that its bytes may take on top of what its calls declare, when it is
 * full of them: the bytes of each transaction are kept in `System.ExtrinsicData` until the block
 * ends, which is in the weight of no call. A block that has room for one percent more is not
 * delayed by them.
 */
const BYTES_SHARE = 0.01;
/** The work of a node around a transaction, in milliseconds, and for each megabyte in and out. */
const BESIDES = 100;
const BESIDES_MEGABYTE = 100;

/** Prints a measurement of `measure.js`, and checks it. */
export async function assertWithinLimits(t, measured, name = measured.name) {
  const slower = slowness();
  const { declared, took, most, proof, bytes, mostBytes, mostTime, block } = measured;
  const keeping = (bytes / mostBytes) * BYTES_SHARE * mostTime;
  const ms = (time, digits) => `${time.toFixed(digits)} ms`;
  t.diagnostic(
    `${name}: ${ms(declared, 3)} declared, ${ms(took, 3)} executed; ${bytes} bytes, ` +
      `a proof of ${proof} declared; ${slower.toFixed(1)} times slower than the machine of the ` +
      `limits; its block ${ms(block.declared, 1)} declared, ${ms(block.took, 1)} built, ` +
      `${ms(block.work, 1)} of work in all`,
  );
  assert.ok(declared <= most, `${name}: ${declared} ms declared, ${most} ms are the most`);
  assert.ok(bytes <= mostBytes, `${name}: ${bytes} bytes, ${mostBytes} are the most`);
  assert.ok(
    took <= slower * (SLOWER * declared + BLUR + keeping),
    `${name}: ${took} ms executed, ${declared} ms declared`,
  );
  assert.ok(
    block.work <= slower * (SLOWER * block.declared + BESIDES + (bytes / 1e6) * BESIDES_MEGABYTE),
    `${name}: ${block.work} ms of work for its block, ${block.declared} ms declared`,
  );
}
