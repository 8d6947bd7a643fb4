// SPDX-License-Identifier: Apache-2.0

// The verifier in WebAssembly answers as the one in Rust does, byte for byte, refusals included. No input
// makes it fail in another way than by an error of its interface, and it keeps nothing in its memory.

import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import {
  argumentsOf,
  ask,
  InvalidArgument,
  module,
  Refused,
  vector,
  vectors,
  Verifier,
  VerifierFailed,
  wasm,
  wholeCohort,
} from './support.js';

const bytesOf = (part) =>
  part.startsWith('0x') ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part);

/** Calls a function of an instance with the parts of a request, and returns the text of the answer. */
function call({ memory, allocate, release, ...functions }, name, parts) {
  const request = Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(part.length);
      return [length, part];
    }),
  );
  const address = allocate(request.length) >>> 0;
  Buffer.from(memory.buffer).set(request, address);
  const answer = functions[name](address, request.length) >>> 0;
  const size = Buffer.from(memory.buffer).readUInt32LE(answer);
  const text = Buffer.from(memory.buffer, answer + 4, size).toString();
  release(answer, size + 4);
  return text;
}

/** Returns the error that a call ends with. */
function failure(verifier, question) {
  try {
    ask(verifier, question);
  } catch (error) {
    return error;
  }
  return undefined;
}

test('the module imports nothing, and exports its functions and its memory', () => {
  deepEqual(WebAssembly.Module.imports(module), []);
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  for (const name of ['memory', 'allocate', 'release', 'trust_root', 'vouch', 'learn', 'verify'])
    ok(names.includes(name), name);
});

test('answers are those of the verifier in Rust, byte for byte', () => {
  const { exports } = new WebAssembly.Instance(module, {});
  for (const { name, call: of, parts, answer } of vectors)
    equal(call(exports, of, parts.map(bytesOf)), answer, name);
  ok(vectors.length >= 30, 'the questions are there');
});

test('the interface returns answers, and throws refusals and mistakes as errors of their own', () => {
  const verifier = new Verifier(module);
  for (const question of vectors) {
    const answer = JSON.parse(question.answer);
    const error = failure(verifier, question);
    if (answer.refused !== undefined) {
      ok(error instanceof Refused, `${question.name}: ${error}`);
      const { kind, word, message } = error;
      deepEqual({ kind, word, message }, answer.refused, question.name);
    } else if (answer.wrong !== undefined) {
      ok(error instanceof InvalidArgument, `${question.name}: ${error}`);
      ok(error.message.length > 0 && error.field.length > 0, question.name);
    } else {
      deepEqual(ask(verifier, question), answer, question.name);
    }
  }
});

test('a program goes from the genesis block over hand-offs to verdicts', async () => {
  const verifier = await Verifier.load(wasm);
  const genesis = verifier.trustRoot(JSON.parse(vector('the genesis block').parts[0]));
  equal(genesis.trustRoot, vector('the same trust').parts[0]);
  const question = vector('after a hand-off');
  const [evidence, references, requirements, , handOffs] = question.parts;
  const asked = { evidence, references: JSON.parse(references), ...JSON.parse(requirements) };
  throws(() => verifier.verify({ ...asked, trustRoot: genesis }), { kind: 'unknownSet' });
  const later = verifier.learn(genesis, handOffs);
  deepEqual([later.learned, later.sets.length, later.sets[0].last], [1, 2, 20]);
  // What was learnt is a table for others, who begin with it.
  const table = verifier.trustRoot(JSON.parse(JSON.stringify(later)));
  deepEqual([table.genesis, table.sets], [later.genesis, later.sets]);
  const { verdicts, proof } = verifier.verify({ ...asked, trustRoot: later });
  deepEqual(verdicts, JSON.parse(question.answer).verdicts);
  equal(proof.setId, 1);
  deepEqual(
    verifier.verify({ ...asked, trustRoot: bytesOf(later.trustRoot), evidence: bytesOf(evidence) }),
    { verdicts, proof },
  );
});

test('numbers may be of either kind, and those that are not whole are refused by name', async () => {
  const verifier = await Verifier.load(module);
  const question = vector('three credentials of a cohort');
  const [evidence, references, requirements, trustRoot] = question.parts;
  const { now, maxAge } = JSON.parse(requirements);
  const asked = { evidence, references: JSON.parse(references), trustRoot, now, maxAge };
  const large = asked.references.map((one) => ({ ...one, index: BigInt(one.index) }));
  const expected = JSON.parse(question.answer);
  const likewise = { ...asked, references: large, now: new Date(now), maxAge: BigInt(maxAge) };
  deepEqual(verifier.verify(likewise), expected);
  for (const [field, value] of [
    ['now', 1.5],
    ['now', new Date(Number.NaN)],
    ['maxAge', -1],
    ['maxAge', undefined],
    ['maxAge', 2n ** 60n],
    ['maxAhead', '7'],
    ['evidence', '0xabc'],
    ['evidence', undefined],
    ['trustRoot', 7],
    ['references', undefined],
  ])
    throws(() => verifier.verify({ ...asked, [field]: value }), { name: 'InvalidArgument', field });
  await rejects(Verifier.load(new Uint8Array(8)), WebAssembly.CompileError);
  throws(() => new Verifier(wasm), InvalidArgument);
});

test('what is too large is refused by its length, and digits of any number are read', async () => {
  const verifier = await Verifier.load(module);
  const asked = argumentsOf(vector('three credentials of a cohort'));
  const most = 8 + 2 ** 20;
  const refusal = (field, value) => {
    try {
      verifier.verify({ ...asked, [field]: value });
    } catch (error) {
      return error.word ?? error.field;
    }
    return undefined;
  };
  for (const size of [most + 1, 10_000_000]) {
    const zeros = bytesOf(`0x${'00'.repeat(size)}`);
    for (const value of [`0x${zeros.toString('hex')}`, zeros, new ArrayBuffer(size)])
      equal(refusal('evidence', value), 'tooLarge', `${size} bytes`);
  }
  const fitting = `0x${'00'.repeat(2 ** 20)}`;
  equal(refusal('evidence', fitting), 'unknownVersion');
  equal(refusal('trustRoot', fitting), 'unknownVersion');
  equal(refusal('handOffs', [fitting]), 'unknownVersion');
  equal(refusal('evidence', `${fitting}x0`), 'evidence');
  // No copy is made of what is refused.
  const large = new Uint8Array(2 ** 29);
  const before = process.memoryUsage().rss;
  equal(refusal('handOffs', [large]), 'tooLarge');
  ok(process.memoryUsage().rss - before < 2 ** 26, 'the bytes were copied');
});

test('what JSON cannot hold is the mistake of its sender', async () => {
  const verifier = await Verifier.load(module);
  const asked = argumentsOf(vector('three credentials of a cohort'));
  const itself = [];
  itself.push(itself);
  let deep = [];
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  for (const references of [itself, deep, Symbol('none')])
    throws(() => verifier.verify({ ...asked, references }), {
      name: 'InvalidArgument',
      field: 'references',
    });
});

test('no byte that is changed, cut off or added makes it fail or gives another verdict', () => {
  const verifier = new Verifier(module);
  const honest = vector('after a hand-off');
  const expected = JSON.parse(honest.answer).verdicts;
  deepEqual(ask(verifier, honest).verdicts, expected);
  for (const place of [0, 3, 4]) {
    const part = bytesOf(honest.parts[place]);
    const hostile = [part.subarray(0, -1), Buffer.concat([part, Buffer.from([0])])];
    for (let byte = 0; byte < part.length; byte++) {
      const changed = Buffer.from(part);
      changed[byte] ^= 1 << byte % 8;
      hostile.push(changed);
    }
    for (const [number, bytes] of hostile.entries()) {
      const parts = [...honest.parts];
      parts[place] = `0x${bytes.toString('hex')}`;
      let answer;
      try {
        answer = ask(verifier, { ...honest, parts });
      } catch (error) {
        ok(error instanceof Refused, `part ${place}, ${number}: ${error}`);
        continue;
      }
      // The number of a block that a set finalized is trusted, and says nothing about a credential.
      ok(place === 3, `part ${place}, ${number} is accepted`);
      deepEqual(answer.verdicts, expected, `part ${place}, ${number}`);
    }
  }
});

/** A module like that of the verifier, which traps whenever it is called. */
const TRAPPING = Buffer.from(
  '0061736d01000000' + // the head
    '0106' + '0160017f017f' + // a type of functions
    '0302' + '0100' + // a function
    '0503' + '010001' + // a memory
    '0715' + '02' + '066d656d6f7279' + '0200' + '08616c6c6f63617465' + '0000' + // "memory", "allocate"
    '0a05' + '010300000b', // unreachable
  'hex',
);

test('a trap is an error of its own, and no refusal', async () => {
  const verifier = await Verifier.load(TRAPPING);
  for (const question of vectors.slice(0, 2)) {
    const error = failure(verifier, question);
    ok(error instanceof VerifierFailed, `${error}`);
    ok(error.cause instanceof WebAssembly.RuntimeError, `${error.cause}`);
  }
});

test('one call answers for a whole cohort, in its order', () => {
  const question = wholeCohort();
  const { verdicts } = ask(new Verifier(module), question);
  equal(verdicts.length, 1_000);
  const [evidence, references, ...rest] = question.parts;
  const more = JSON.stringify([...JSON.parse(references), JSON.parse(references)[0]]);
  const many = { ...question, parts: [evidence, more, ...rest] };
  equal(failure(new Verifier(module), many)?.kind, 'tooLarge');
  for (const verdict of verdicts)
    deepEqual(verdict, JSON.parse(question.answer).verdicts[0]);
});

test('calls leave nothing in the memory', () => {
  const { exports } = new WebAssembly.Instance(module, {});
  const rounds = (count) => {
    for (let round = 0; round < count; round++)
      for (const { call: of, parts } of vectors.slice(0, 12)) call(exports, of, parts.map(bytesOf));
    return exports.memory.buffer.byteLength;
  };
  const first = rounds(2);
  equal(rounds(20), first);
});
