// SPDX-License-Identifier: Apache-2.0

// Prints how many documents of a cohort are signed and verified in a second of processor time, in Rust and
// by @digitalbazaar/vc, in turns.
//
//   TESTAMUR_DOCUMENTS=target/release/examples/documents node documents/measure.js [COUNT]

import { RDFC, JCS, issued, sign, signElsewhere, verify, verifyElsewhere } from './support.js';

const count = Number(process.argv[2] ?? 3_000);
/** @digitalbazaar/vc takes so much longer that a part of the cohort has to do. */
const countElsewhere = Math.ceil(count / 30);

/** Returns a document of the cohort. */
function ofLearner(number) {
  const document = issued();
  document.id = `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  document.credentialSubject.id = `did:example:learner${number}`;
  document.credentialSubject.identifier[1].identityHash = `Learner ${number}`;
  return document;
}
const cohort = Array.from({ length: count }, (_, number) => ofLearner(number));

/** Returns documents per second of processor time, the collector of garbage included. */
async function rateElsewhere(documents, work) {
  const begin = process.cpuUsage();
  for (const document of documents) await work(document);
  const { user, system } = process.cpuUsage(begin);
  return documents.length / ((user + system) / 1e6);
}
const rate = ({ lines, seconds }) => lines.length / seconds;
const show = (name, value) => process.stdout.write(`${name.padEnd(36)} ${value.toFixed(0)}/s\n`);

const signed = cohort.slice(0, countElsewhere);
await rateElsewhere(signed.slice(0, 20), (document) => signElsewhere(document, RDFC));
for (let turn = 1; turn <= 3; turn += 1) {
  const here = sign(cohort, RDFC);
  show('Rust signs, eddsa-rdfc-2022', rate(here));
  show('Rust verifies, eddsa-rdfc-2022', rate(verify(here.lines)));
  const both = sign(cohort, RDFC, JCS);
  show('Rust signs, both suites', rate(both));
  show('Rust verifies, both suites', rate(verify(both.lines)));
  const elsewhere = await rateElsewhere(signed, (document) => signElsewhere(document, RDFC));
  show('@digitalbazaar/vc signs', elsewhere);
  const files = here.lines.slice(0, countElsewhere).map((line) => JSON.parse(line));
  const verified = await rateElsewhere(files, async (file) => {
    const { verified } = await verifyElsewhere(file, RDFC);
    if (!verified) throw new Error('a document was refused');
  });
  show('@digitalbazaar/vc verifies', verified);
}
