// SPDX-License-Identifier: Apache-2.0

// The verifier in WebAssembly shows of the bundles of a real network (tools/make-bundles.js) what the
// node said, in the JSON of the node.

import { deepEqual, ok, throws } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { fileOf } from '../client/evidenceCodec.js';
import { module, Refused, Verifier } from './support.js';

const made = JSON.parse(
  readFileSync(new URL('../../proof/tests/network.json', import.meta.url), 'utf8'),
);
const verifier = new Verifier(module);
const { genesis, authorities } = made;
const first = verifier.trustRoot({ genesis, authorities });

test('each bundle shows what its node said, member for member', () => {
  const trustRoot = verifier.learn(first, fileOf(made.handOffs));
  ok(trustRoot.learned === 1);
  for (const { name, file, references, verdicts } of made.bundles) {
    const evidence = fileOf(file);
    const shown = verifier.verify({ trustRoot, evidence, references, maxAge: null });
    deepEqual(shown.verdicts, verdicts, name);
  }
});

test('without the hand-offs, the second set is unknown', () => {
  const last = made.bundles.at(-1);
  const question = {
    trustRoot: first,
    evidence: fileOf(last.file),
    references: last.references,
    maxAge: null,
  };
  throws(
    () => verifier.verify(question),
    (error) => error instanceof Refused && error.kind === 'unknownSet',
  );
  const handOffs = [fileOf(made.handOffs)];
  deepEqual(verifier.verify({ ...question, handOffs }).verdicts, last.verdicts);
});
