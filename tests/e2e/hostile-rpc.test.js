// SPDX-License-Identifier: Apache-2.0

// Sends input that no honest client sends. Each is answered with an error that names the fault, and
// the node stays up.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Rpc } from '../client/rpc.js';
import { ownNode } from './support.js';

const HASH = `0x${'ab'.repeat(32)}`;
const LABEL = `0x${'ab'.repeat(16)}`;
const MALFORMED = -32602;
const OVER_LIMIT = 9006;
const reference = (more = {}) => ({
  institution: 1,
  leaf: HASH,
  index: 0,
  size: 1,
  path: [],
  ...more,
});
const text = (reference) => JSON.stringify(reference);
const verify = (params) =>
  `{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":${params}}`;

describe('hostile RPC input', { concurrency: 1 }, () => {
  const world = ownNode();
  const ask = (method, ...params) =>
    world.node.rpc.exchange({ jsonrpc: '2.0', id: 1, method: `credentials_${method}`, params });

  /** Checks that an answer is a certain error, and that it names the field. */
  function refused({ error, result }, code, field, what) {
    assert.equal(result, undefined, what);
    assert.equal(error?.code, code, `${what}: ${JSON.stringify(error)}`);
    if (field) {
      assert.ok(error.message.startsWith(`${field}: `), `${what}: ${error.message}`);
      assert.deepEqual(error.data, { field }, what);
    }
    assert.ok(error.message.length < 1_000, `${what}: an error repeats no more than an excerpt`);
  }

  const alive = async () => {
    assert.ok(world.node.isRunning(), 'the node lives');
    const { result } = await ask('verify', [reference()]);
    assert.deepEqual(result[0].reasons, ['notAnchored']);
  };

  test('what is no list of references', async () => {
    for (const value of [null, true, 1, 'text', {}, reference(), [[]], [null], [1], ['0x00']]) {
      const inList = Array.isArray(value);
      refused(
        await ask('verify', value),
        MALFORMED,
        inList ? 'references[0]' : 'references',
        text(value),
      );
    }
    refused(await ask('verify'), MALFORMED, null, 'no parameter');
    refused(await ask('verify', [], null, null), MALFORMED, null, 'a parameter too many');
  });

  test('references with a member that is wrong, missing, unknown or there twice', async () => {
    const cases = [
      [reference({ leaf: HASH.slice(2) }), '.leaf'],
      [reference({ leaf: `${HASH}00` }), '.leaf'],
      [reference({ leaf: `0x${'zz'.repeat(32)}` }), '.leaf'],
      [reference({ leaf: null }), '.leaf'],
      [reference({ leaf: [1, 2] }), '.leaf'],
      [reference({ institution: -1 }), '.institution'],
      [reference({ institution: 2 ** 32 }), '.institution'],
      [reference({ institution: '1' }), '.institution'],
      [reference({ institution: 1.5 }), '.institution'],
      [reference({ index: -1 }), '.index'],
      [reference({ index: 1e300 }), '.index'],
      [reference({ index: 1 }), '.index'],
      [reference({ size: 0 }), '.size'],
      [reference({ size: 2 ** 32 }), '.size'],
      [reference({ path: {} }), '.path'],
      [reference({ path: HASH }), '.path'],
      [reference({ path: Array(33).fill(HASH), size: 2 }), '.path'],
      [reference({ path: [HASH, '0x1234'], size: 4 }), '.path[1]'],
      [reference({ path: [[[]]], size: 2 }), '.path[0]'],
      [reference({ signedBy: 'Ada' }), '.signedBy'],
      [reference({ signedBy: HASH }), '.signedBy'],
      [reference({ signedBy: 'z'.repeat(1_000_000) }), '.signedBy'],
      [reference({ signedBy: { Ed25519: HASH } }), '.signedBy'],
    ];
    for (const [wrong, member] of cases) {
      const answer = await ask('verify', [reference(), reference(), wrong]);
      refused(answer, MALFORMED, `references[2]${member}`, text(wrong));
    }
    for (const member of Object.keys(reference())) {
      const { [member]: _, ...rest } = reference();
      const answer = await ask('verify', [rest]);
      refused(answer, MALFORMED, 'references[0]', `no ${member}`);
      assert.match(answer.error.message, new RegExp(member));
    }
    const unknown = await ask('verify', [reference({ name: 'Ada' })]);
    refused(unknown, MALFORMED, 'references[0]', 'unknown member');
    assert.match(unknown.error.message, /unknown field `name`/);
    const twice = text(reference()).replace('"index":0', '"index":0,"index":0');
    const escaped = text(reference()).replace('"index":0', '"index":0,"\\u0069ndex":0');
    for (const duplicate of [twice, escaped]) {
      const answer = await world.node.rpc.exchange(verify(`[[${duplicate}]]`));
      refused(answer, MALFORMED, 'references[0]', duplicate);
      assert.match(answer.error.message, /duplicate field `index`/);
    }
    await alive();
  });

  test('numbers that no 32 bits hold', async () => {
    for (const number of [
      '-0.5',
      '1e400',
      '99999999999999999999999999',
      '0x1',
      '1_000',
      'NaN',
      '-1',
    ]) {
      const body = verify(`[[${text(reference()).replace('"index":0', `"index":${number}`)}]]`);
      const { error, result } = await world.node.rpc.exchange(body);
      assert.equal(result, undefined, number);
      assert.ok([MALFORMED, -32700].includes(error.code), `${number}: ${JSON.stringify(error)}`);
    }
    for (const id of [-1, 2 ** 32, 1.5, '1', null, {}, [], true]) {
      for (const method of ['institution', 'accreditation', 'type']) {
        refused(await ask(method, id), MALFORMED, 'id', `${method} ${text(id)}`);
      }
    }
    await alive();
  });

  test('more than one call answers', async () => {
    const thousand = Array(1_000).fill(reference());
    assert.equal((await ask('verify', thousand)).result.length, 1_000);
    refused(
      await ask('verify', [...thousand, reference()]),
      OVER_LIMIT,
      'references',
      '1,001 references',
    );
    refused(
      await ask('verify', Array(100_000).fill(0)),
      OVER_LIMIT,
      'references',
      '100,000 numbers',
    );
    refused(await ask('statuses', 1, HASH, 0, 262_145), OVER_LIMIT, 'count', 'statuses');
    refused(await ask('statuses', 1, HASH, 0, 0), MALFORMED, 'count', 'no statuses');
    refused(await ask('statuses', 1, HASH, 100, 1), MALFORMED, 'from', 'not a multiple of 256');
    refused(await ask('issuers', null, 1, 101), OVER_LIMIT, 'limit', 'issuers');
    refused(await ask('types', 1, 101), OVER_LIMIT, 'limit', 'types');
    refused(await ask('types', 1, 0), MALFORMED, 'limit', 'no types');
    refused(await ask('batches', 1, null, 101), OVER_LIMIT, 'limit', 'batches');
    refused(await ask('batches', 1, null, 0), MALFORMED, 'limit', 'no batches');
    refused(await ask('batches', 1, 1), MALFORMED, 'from', 'a number instead of a root');
    refused(await ask('accreditationsGiven', 1, 1, 101), OVER_LIMIT, 'limit', 'grants');
    refused(await ask('accreditationsGiven', 1, 1, 0), MALFORMED, 'limit', 'no grants');
    refused(await ask('accreditationsGiven', 1, HASH), MALFORMED, 'from', 'a root for a number');
    refused(await ask('documentKeys', 1, 1, 101), OVER_LIMIT, 'limit', 'keys');
    refused(await ask('documentKeys', 1, 1, 0), MALFORMED, 'limit', 'no keys');
    refused(await ask('documentKeys', 1, HASH), MALFORMED, 'from', 'a root for a number');
    refused(await ask('statusList', 1, LABEL, 0, 101), OVER_LIMIT, 'limit', 'parts');
    refused(await ask('statusList', 1, LABEL, 0, 0), MALFORMED, 'limit', 'no parts');
    refused(await ask('statusList', 1, LABEL, -1), MALFORMED, 'from', 'a place before the first');
    refused(await ask('statusList', 1, LABEL, LABEL), MALFORMED, 'from', 'a label for a place');
    refused(await ask('statusList', 1), MALFORMED, 'label', 'no label');
    for (const label of [HASH, '0x', LABEL.slice(2), `${LABEL}00`, 7, null, [], 'x'.repeat(34)]) {
      refused(await ask('statusList', 1, label), MALFORMED, 'label', text(label));
    }
    refused(await ask('log', HASH), MALFORMED, 'institution', 'a hash for a number');
    refused(await ask('log', 2 ** 32), MALFORMED, 'institution', 'a number too large');
    await alive();
  });

  test('texts of 10 MB, and bodies of 20', async () => {
    const long = 'a'.repeat(10 * 2 ** 20);
    refused(
      await ask('verify', [reference({ leaf: long })]),
      MALFORMED,
      'references[0].leaf',
      'leaf',
    );
    refused(await ask('verify', [reference({ [long]: 1 })]), MALFORMED, null, 'member name');
    refused(await ask('verify', [reference()], long), MALFORMED, 'at', 'at');
    refused(await ask('verify', long), MALFORMED, 'references', 'references');
    refused(await ask('institution', long), MALFORMED, 'id', 'id');
    // The server may close the connection without reading on, so this one is used for nothing else.
    const other = new Rpc(world.node.rpc.url);
    const answer = await other.post(verify(`["${long}${long}"]`)).catch(({ code }) => code);
    other.close();
    assert.ok(
      ['EPIPE', 'ECONNRESET'].includes(answer) || answer.status === 413,
      `${answer.status}`,
    );
    await alive();
  });

  test('nesting of any depth', async () => {
    for (const depth of [10, 127, 128, 1_000, 1_000_000]) {
      for (const [open, close] of [
        ['[', ']'],
        ['{"path":', '}'],
      ]) {
        const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
        for (const params of [`[${nested}]`, `[[${nested}]]`, `[[],${nested}]`]) {
          const { error, result } = await world.node.rpc.exchange(verify(params));
          assert.equal(result, undefined);
          assert.ok([MALFORMED, -32700, -32600].includes(error.code), JSON.stringify(error));
        }
      }
    }
    await alive();
  });

  test('an `at` that is none', async () => {
    const wrong = [
      '',
      '0x',
      HASH.slice(2),
      'latest',
      1,
      true,
      [],
      {},
      { time: 1 },
      { time: '' },
      { time: 'yesterday' },
      { time: '2026-02-30T00:00:00Z' },
      { time: '2026-03-01' },
      { block: 1 },
      { time: '2026-03-01T00:00:00Z', hash: HASH },
      { hash: 'x' },
      { time: '2026-03-01T25:00:00Z' },
      { time: '+300000-01-01T00:00:00Z' },
    ];
    for (const at of wrong) {
      for (const [method, ...params] of [
        ['verify', []],
        ['institution', 1],
        ['types', 1, 1],
        ['batches', 1, HASH, 1],
        ['accreditationsGiven', 1, 1, 1],
        ['documentKeys', 1, 1, 1],
        ['statusList', 1, LABEL, 0, 1],
        ['log', 1],
      ]) {
        const answer = await ask(method, ...params, at);
        refused(answer, MALFORMED, null, `${method} at ${text(at)}`);
        assert.match(answer.error.message, /^at/, text(at));
      }
    }
  });

  test('what cannot be told is an error with its own code', async () => {
    const code = async (at) => (await ask('verify', [reference()], at)).error?.code;
    assert.equal(await code(HASH), 9002);
    assert.equal(await code({ time: '1999-12-31T23:59:59.999Z' }), 9004);
    const early = await code({ time: '0001-01-01T00:00:00Z' });
    assert.ok([9004, MALFORMED].includes(early), `${early}`);
  });

  test('requests that are none', async () => {
    const bodies = [
      '',
      '{',
      '[]',
      '[1,2]',
      'null',
      '{"jsonrpc":"2.0"}',
      '\u0000',
      '{"jsonrpc":"1.0","id":1,"method":"credentials_types"}',
      '{"jsonrpc":"2.0","id":1,"method":"credentials_destroy"}',
      '{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":"x"}',
      '{"jsonrpc":"2.0","id":1,"method":"credentials_verify","method":"credentials_types"}',
    ];
    for (const body of bodies) {
      const { status, text: answer } = await world.node.rpc.post(body);
      assert.ok(status >= 400 || /"error"/.test(answer), `${body}: ${status} ${answer}`);
    }
    await alive();
  });

  test('names of parameters instead of places', async () => {
    const call = (params) => world.node.rpc.exchange(verify(JSON.stringify(params)));
    const { result } = await call({ references: [reference()], at: null });
    assert.deepEqual(result[0].reasons, ['notAnchored']);
    const { error } = await call({ reference: [reference()] });
    assert.equal(error.code, MALFORMED);
  });

  test('more connections than the node takes', async () => {
    const body = verify(JSON.stringify([Array(50).fill(reference())]));
    // Each is answered or turned away, and none waits for ever.
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => world.node.rpc.post(body).catch(({ code }) => ({ code }))),
    );
    const served = answers.filter(({ status }) => status === 200);
    assert.ok(served.length >= 50, `${served.length} were served`);
    for (const { text } of served) assert.equal(JSON.parse(text).result.length, 50);
    for (const { status, code } of answers) {
      assert.ok([200, 429, 503].includes(status) || code === 'ECONNRESET', `${status} ${code}`);
    }
    await alive();
  });
});
