// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

// RFC 9162, section 2.1.1: the prefixes keep a leaf from ever passing for an inner node.
const LEAF_PREFIX = Buffer.from([0x00]);
const NODE_PREFIX = Buffer.from([0x01]);

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What stands at the bottom of the tree for some data; on Testamur the data is a digest. */
export const leafHash = (data) => sha256(LEAF_PREFIX, data);

/** The node above two others. */
export const nodeHash = (left, right) => sha256(NODE_PREFIX, left, right);
