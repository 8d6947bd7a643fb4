// SPDX-License-Identifier: Apache-2.0

// The chapter on the keys that sign the files: one is replaced, and one is stolen.

import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify } from 'node:crypto';

import { prepare } from '../client/cohort.js';
import { didDocument } from '../client/did.js';
import { digestOf } from '../client/digest.js';
import { documentKey, multikey } from '../client/multikey.js';
import { certify } from './issuing.js';

/** Makes a key pair with its Multikey. */
export function makeKey(algorithm) {
  const pair =
    algorithm === 'P256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const { x, y } = pair.publicKey.export({ format: 'jwk' });
  const point = Buffer.from(x, 'base64url');
  const sign = y && 2 + (Buffer.from(y, 'base64url').at(-1) % 2);
  const key = sign ? Buffer.concat([Buffer.from([sign]), point]) : point;
  return { ...pair, text: multikey(algorithm, key) };
}

const hashOf = ({ publicKey }) => (publicKey.asymmetricKeyType === 'ec' ? 'sha256' : null);

/** Issues a credential whose file is signed with a key. */
async function issueSigned(context, place, key) {
  const { chain, facts } = context;
  const { learner } = facts.cohort[place];
  const certified = certify(learner, await chain.time());
  const prepared = prepare([{ ...certified, name: `${certified.name}-signed` }]);
  const { credentials } = await context.issue(prepared, {
    accreditation: facts.ownGrant,
    type: facts.type,
  });
  const [credential] = credentials;
  const signature = sign(hashOf(key), digestOf(credential.text), key.privateKey);
  facts.signed.push(credential);
  return { ...credential, key, signature };
}

/** Asks about a file and its signature, once that was checked. */
export function verifySigned(context, { text, reference, signature }, key) {
  assert.ok(verify(hashOf(key), digestOf(text), key.publicKey, signature));
  return context.verify({ ...reference, signedBy: key.text });
}

/** Has the university replace a key, and declare the next one compromised. */
export async function keys(context) {
  const { calls, chain, council, accounts, facts, output } = context;
  const { university } = accounts;
  const [first, second] = [makeKey('Ed25519'), makeKey('P256')];
  const add = (key) => calls.addDocumentKey(documentKey(key.text), 'Credentials');
  facts.signed = [];

  await context.byTwo(add(first));
  const early = await issueSigned(context, 200, first);
  await chain.send(calls.retireDocumentKey(documentKey(first.text)), university);
  await context.byTwo(add(second));
  const later = await issueSigned(context, 201, second);
  // The old key was not destroyed, and somebody signs one of the new files with it.
  const hash = digestOf(later.text);
  const stale = { ...later, signature: sign(null, hash, first.privateKey) };

  await context.check('the university replaces the key with which it signs its files', async () => {
    const { items } = await chain.read('documentKeys', facts.university);
    assert.deepEqual(
      items.map(({ key, number, until }) => [key, number, until === null]),
      [
        [first.text, 1, false],
        [second.text, 2, true],
      ],
    );
  });
  const before = await verifySigned(context, early, first);
  context.expectVerdict('signed with the old key before its end', before, 'valid', []);
  const after = await verifySigned(context, later, second);
  context.expectVerdict('signed with the new key', after, 'valid', []);
  const old = await verifySigned(context, stale, first);
  context.expectVerdict('signed with the old key after its end', old, 'invalid', [
    'keyNotAuthorized',
  ]);

  // This moment is later than every block so far and no later than the next one.
  const stolen = (await chain.time()) + 1;
  const forged = await issueSigned(context, 202, second);
  context.expectVerdict(
    'signed by a thief, while nobody knows',
    await verifySigned(context, forged, second),
    'valid',
    [],
  );
  const declare = (since) =>
    calls.declareCompromised(facts.university, documentKey(second.text), since);
  await context.byTwo(declare(stolen));
  output.note(`the new key is declared compromised since ${new Date(stolen).toISOString()}`);
  const [honest, theft] = [
    await verifySigned(context, later, second),
    await verifySigned(context, forged, second),
  ];
  context.expectVerdict('signed with it before that moment', honest, 'valid', []);
  context.expectVerdict('signed by the thief', theft, 'invalid', ['keyCompromised']);
  assert.equal(theft.documentKey.compromisedSince, new Date(stolen).toISOString());

  await context.expectRefusal(
    'whoever has two accounts of the university takes the moment back',
    () => context.byTwo(declare(stolen + 1)),
    'credentials.CompromiseNotEarlier',
  );
  const lift = calls.liftCompromise(facts.university, documentKey(second.text));
  await council.decideFinal(lift);
  const lifted = await verifySigned(context, forged, second);
  context.expectVerdict('the same, once the council lifts it', lifted, 'valid', []);
  await council.decideFinal(declare(stolen));

  await context.check('its DID document keeps the old key and drops the stolen one', async () => {
    const { items } = await chain.read('documentKeys', facts.university);
    const did = `did:web:gateway.example:i:${facts.university}`;
    const genesis = chain.api.genesisHash.toHex();
    const document = didDocument({ did, genesis, id: facts.university, keys: items });
    assert.deepEqual(document.assertionMethod, [`${did}#k1`, `${did}#k1-jwk`]);
    assert.equal(document.verificationMethod[0].publicKeyMultibase, first.text);
  });
}
