// SPDX-License-Identifier: Apache-2.0

// Derives from processor shares what keeps a figure from being greater.

/** The share from which a resource counts as used up. */
const FULL = 0.9;

const cores = (share) => `${share.toFixed(2)} ${share.toFixed(2) === '1.00' ? 'core' : 'cores'}`;

/**
 * Describes what has limited a run.
 *
 * @param {object} options
 * @param {number} options.node share of one core that the node took
 * @param {number} options.client share of one core that the client took, which has one at most
 * @param {number} options.connections each with one open request
 * @param {number} options.machine cores of the machine
 */
export function limitOf({ node, client, connections, machine }) {
  const shares = `node ${cores(node)}, client ${cores(client)}`;
  if (client >= FULL) return `the client: ${shares}`;
  if (node + client >= FULL * machine) return `the processor: ${shares} of ${machine}`;
  if (connections === 1) return `one request at a time: ${shares}`;
  return `waiting: ${shares} of ${machine}`;
}
