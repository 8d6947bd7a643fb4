// SPDX-License-Identifier: Apache-2.0

// Defines how much each mode does: `full` makes the figures that are published, `quick` gives a
// first impression, `smoke` shows that the bench itself works.

export const MODES = {
  full: {
    issuers: 8,
    operators: 64,
    validators: [1, 4],
    /** Runs of each way to issue, and the number of blocks that each run fills. */
    issuing: {
      runs: 3,
      blocks: 4,
      ways: ['remark-1', 'anchor-1', 'many-32', 'many-256', 'cohort'],
    },
    /** The same with four validators, in fewer runs. */
    issuingOfFour: { runs: 3, blocks: 3, ways: ['remark-1', 'anchor-1', 'many-256'] },
    latency: { runs: 3, seconds: 20, rate: 20 },
    statuses: { runs: 3, blocks: 3, trials: 200 },
    growth: { runs: 3, blocks: 4, pause: 5_000 },
    importing: { runs: 3, atLeast: 20, atMost: 60 },
  },
  quick: {
    issuers: 8,
    operators: 64,
    validators: [1, 4],
    issuing: { runs: 1, blocks: 4, ways: ['remark-1', 'anchor-1', 'many-256', 'cohort'] },
    issuingOfFour: { runs: 1, blocks: 4, ways: ['remark-1', 'anchor-1', 'many-256'] },
    latency: { runs: 1, seconds: 20, rate: 20 },
    statuses: { runs: 1, blocks: 3, trials: 60 },
    growth: { runs: 1, blocks: 2, pause: 5_000 },
    importing: { runs: 1, atLeast: 20, atMost: 60 },
  },
  smoke: {
    issuers: 2,
    operators: 8,
    validators: [1],
    issuing: { runs: 1, blocks: 0.005, ways: ['remark-1', 'anchor-1', 'many-256', 'cohort'] },
    latency: { runs: 1, seconds: 2, rate: 10 },
    statuses: { runs: 1, blocks: 0.1, trials: 5 },
    growth: { runs: 1, blocks: 0.005, pause: 100 },
    importing: { runs: 1, atLeast: 3, atMost: 10 },
  },
};
