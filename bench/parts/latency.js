// SPDX-License-Identifier: Apache-2.0

// Latency: measures how long a transaction takes into a block and to finality, at a modest load.

import { setTimeout as delay } from 'node:timers/promises';

import { percentile, sum } from '../../tests/util/statistics.js';
import { labelOf, nameOf } from '../details.js';
import { MODES } from '../modes.js';
import { presign, submitAgain } from '../sending.js';
import { WAYS } from '../ways.js';

export const part = { name: 'latency', title: 'Latency', run };

const KINDS = [
  ['anchor-1', 'a credential'],
  ['remark-1', '`system.remark`, the yardstick'],
];
/** The order in which the kinds are sent, over and over: neither kind always comes first. */
const ORDER = [0, 1, 1, 0];
const kindOf = (place) => ORDER[place % ORDER.length];
const SHARES = [
  ['p50', 0.5],
  ['p95', 0.95],
];
const STATIONS = [
  ['block', 'into a block'],
  ['final', 'to being final'],
];
/**
 * The time after which a transaction counts as lost, in milliseconds, and the share of them that
 * may be lost.
 */
const TIMEOUT = 60_000;
const TOLERATED = 0.05;
/** The statuses with which a pool gives a transaction up. */
const LOST = ['invalid', 'dropped', 'usurped', 'finalityTimeout'];
/**
 * The error with which a pool may answer a transaction that it sees for the first time, when a
 * block arrives at the same moment (polkadot-sdk, pull request 11419). The pool holds the
 * transaction then, but reports nothing about it.
 */
const ALREADY_THERE = /^1013: /;
const WATCH = ['author_extrinsicUpdate', 'author_submitAndWatchExtrinsic'];

async function run({ mode, world, progress }) {
  const { runs, seconds, rate } = MODES[mode].latency;
  const found = [];
  for (let turn = 1; turn <= runs; turn++) {
    const report = (text) => progress(`run ${turn} of ${runs}: ${text}`);
    found.push(await measure(world, rate * seconds, rate, report));
  }
  return rowsOf(found, { rate, seconds, validators: world.validators });
}

/**
 * Sends `count` transactions at a steady rate, and returns when they arrived, by kind, and how many
 * never did.
 */
async function measure(world, count, rate, report) {
  const makers = KINDS.map(([id]) => WAYS[id].make(world.chain));
  let turn = 0;
  const make = (issuer) => makers[kindOf(turn++)](issuer);
  const signed = await presign(world, make, count, { report });
  const started = performance.now();
  const underway = [];
  for (const [place, { hex }] of signed.entries()) {
    await delay(Math.max(0, started + (place * 1_000) / rate - performance.now()));
    const arrival = watch(world.chain.provider, hex);
    // Errors are handled below, where all of them are awaited.
    arrival.catch(() => undefined);
    underway.push(arrival);
    if (place % rate === 0) report(`sent ${place + 1} of ${count}`);
  }
  report('all are sent; the last become final');
  const arrivals = await Promise.all(underway);
  const lost = signed.filter((_, place) => arrivals[place] === undefined);
  if (lost.length > count * TOLERATED) {
    throw new Error(`${lost.length} of ${count} transactions were not final in time`);
  }
  // The next transactions of these accounts need their predecessors.
  await submitAgain(
    world,
    lost.map(({ hex }) => hex),
  );
  const kinds = KINDS.map((_, kind) => arrivals.filter((_, place) => kindOf(place) === kind));
  return { kinds: kinds.map((one) => one.filter(Boolean)), lost: lost.length };
}

/**
 * Submits a transaction and resolves to the seconds until it was in a block and until that block
 * was final, or to `undefined` if it is lost.
 */
function watch(provider, hex) {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1_000;
  return new Promise((resolve, reject) => {
    let block;
    const late = setTimeout(() => settle(resolve, undefined), TIMEOUT);
    const settle = (done, value) => {
      clearTimeout(late);
      subscription
        .then((id) => provider.unsubscribe(WATCH[0], 'author_unwatchExtrinsic', id))
        .catch(() => undefined);
      done(value);
    };
    const update = (error, status) => {
      if (error) settle(reject, error);
      else if (status.inBlock) block ??= seconds();
      else if (status.finalized) settle(resolve, { block: block ?? seconds(), final: seconds() });
      else if (LOST.some((word) => status === word || status[word] !== undefined)) {
        settle(resolve, undefined);
      }
    };
    const subscription = provider.subscribe(...WATCH, [hex], update);
    subscription.catch((error) =>
      ALREADY_THERE.test(error.message) ? settle(resolve, undefined) : settle(reject, error),
    );
  });
}

function rowsOf(found, { validators, ...about }) {
  const named = (...words) => nameOf(words.join('-'), validators);
  return STATIONS.flatMap(([station, towards]) =>
    SHARES.flatMap(([share, part]) =>
      KINDS.map(([kind, what], place) => ({
        table: 'latency',
        id: named(station, share, kind),
        ...labelOf(`${towards}, ${share}: ${what}`, validators),
        unit: 's',
        values: found.map(({ kinds }) =>
          percentile(
            kinds[place].map((one) => one[station]),
            part,
          ),
        ),
        yardstick: kind === 'remark-1' ? undefined : named(station, share, 'remark-1'),
        details: {
          validators,
          ...about,
          transactions: sum(found.map(({ kinds }) => kinds[place].length)),
          lost: sum(found.map(({ lost }) => lost)),
        },
      })),
    ),
  );
}
