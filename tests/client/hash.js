// SPDX-License-Identifier: Apache-2.0

// The hashes of the tree: SHA-256 with the prefixes of RFC 9162.

import { createHash } from 'node:crypto';

// RFC 9162, section 2.1.1: the prefixes prevent a leaf from passing for an inner node.
const LEAF_PREFIX = Buffer.from([0x00]);
const NODE_PREFIX = Buffer.from([0x01]);

/** Returns the SHA-256 of the concatenated parts. */
export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Returns the leaf of the tree for some data; on Testamur the data is a digest. */
export const leafHash = (data) => sha256(LEAF_PREFIX, data);

/** Returns the node above two others. */
export const nodeHash = (left, right) => sha256(NODE_PREFIX, left, right);
