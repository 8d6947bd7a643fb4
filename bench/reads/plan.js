// SPDX-License-Identifier: Apache-2.0

// Defines which questions are asked, over which transports, and for how long.

const FEW = 1_000;
const MANY = 1_000_000;

/**
 * Times are in milliseconds. Calls about a thousand credentials take longer, so they get a longer
 * span.
 */
const PLANS = {
  full: { sizes: [FEW, MANY], runs: 4, warmUp: 100, span: 800, longSpan: 2_000, idle: 6_000 },
  quick: { sizes: [FEW], runs: 3, warmUp: 100, span: 800, longSpan: 2_000, idle: 6_000 },
  smoke: { sizes: [FEW], runs: 1, warmUp: 20, span: 120, longSpan: 250, idle: 500 },
};

/** Returns the plan of a mode. */
export const planOf = (mode) => PLANS[mode];

/** A transport and the number of its connections. */
const WAYS = ['ws-1', 'ws-100', 'http-1', 'http-100'];

const over = (question, label, more = {}) => ({
  question,
  label,
  ways: WAYS,
  yardstick: 'storage',
  ...more,
});

/**
 * The questions in the order in which they are asked and reported; `yardstick` names another
 * question.
 */
const ASKED = [
  // The node has this answer at hand, so only the transport is measured.
  over('chain', '`system_chain`', { yardstick: undefined }),
  over('storage', '`state_getStorage` of a batch', { yardstick: undefined }),
  over('version', '`state_call` of `Core_version`'),
  over('bytes', '`state_call` of `CredentialsApi_verify`, one reference', {
    ways: ['ws-1', 'ws-100'],
  }),
  over('verify', '`credentials_verify`, one reference'),
  // A hundred such calls are a hundred thousand credentials at once, which takes long; one of them
  // shows enough.
  over('cohort', '`credentials_verify`, 1,000 of one batch', {
    yardstick: 'verify',
    long: true,
    ways: ['ws-1', 'ws-100', 'http-1'],
  }),
  over('batches', '`credentials_verify`, 1,000 batches', {
    yardstick: 'verify',
    long: true,
    ways: ['ws-1'],
  }),
];

/**
 * All cases of one run, in their order: a question follows its yardstick closely, because the
 * machine may be in another state a minute later.
 */
export const CASES = WAYS.flatMap((way) => {
  const [transport, connections] = way.split('-');
  return ASKED.filter(({ ways }) => ways.includes(way)).map((asked) => ({
    ...asked,
    transport,
    connections: Number(connections),
    id: `${asked.question}-${way}`,
    yardstick: asked.yardstick && `${asked.yardstick}-${way}`,
  }));
});
