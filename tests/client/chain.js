// SPDX-License-Identifier: Apache-2.0

// A node as an outside client sees it. It uses the public metadata and the published RPC
// definitions, and nothing else of this repository.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { consentOf } from './consent.js';
import { lastBlockOf } from './expiry.js';
import { RpcError } from './rpc.js';

const DEFINITIONS = new URL('../../docs/polkadot-js/definitions.json', import.meta.url);

/** The meaning of the `Custom` codes of the transaction pool. */
const POOL_REFUSALS = {
  1: 'the signer belongs to no institution, and is neither of the council nor a validator',
  2: "the signer's institution is suspended or closed",
  3: "the transactions of this account that come first use up its share of two periods' allowance",
  4: 'this one transaction costs more than the allowance of a whole period',
  5: 'calls are nested too deeply: send them side by side',
};

/** A transaction that the pool refused. */
export class PoolRefusal extends Error {
  name = 'PoolRefusal';

  constructor({ code, message, data }) {
    const custom = /Custom error: (\d+)/.exec(`${message} ${data}`)?.[1];
    super(POOL_REFUSALS[custom] ?? [message, data].filter(Boolean).join(': '));
    this.code = code;
    this.custom = custom === undefined ? undefined : Number(custom);
  }
}

/** A transaction that is in a block and failed there. */
export class DispatchFailure extends Error {
  name = 'DispatchFailure';

  /** @param {string} reason `section.Name`, or the kind of error of the SDK */
  constructor(reason, docs, inclusion) {
    super(docs ? `${docs} (${reason})` : reason);
    this.reason = reason;
    this.inclusion = inclusion;
  }
}

/** The longest time for a transaction to get into a block, and for a block to become final. */
const TIMEOUT = 300_000;

/** Returns the key pair of a development account, such as `//Alice`. */
export const account = (() => {
  const keyring = new Keyring({ type: 'sr25519' });
  return (uri) => keyring.addFromUri(uri, { name: uri.slice(uri.lastIndexOf('/') + 1) });
})();

/** Connects to a node's WebSocket. */
export async function connect(url) {
  const provider = new WsProvider(url, 1_000);
  const definitions = JSON.parse(readFileSync(DEFINITIONS, 'utf8'));
  const api = await ApiPromise.create({ ...definitions, provider });
  return new Chain(api, provider);
}

/** A connection to a node, with which transactions are sent and answers are read. */
export class Chain {
  #last;

  constructor(api, provider) {
    this.api = api;
    this.provider = provider;
  }

  /** The calls of the chain's present runtime; an upgrade may give them other indices. */
  get calls() {
    return this.api.tx.credentials;
  }

  close() {
    return this.api.disconnect();
  }

  /** Returns the answer of a `credentials_…` method as plain JSON. */
  async read(method, ...params) {
    return (await this.api.rpc.credentials[method](...params)).toJSON();
  }

  /** Returns the verdicts for any number of references, asked for by the thousand. */
  async verify(references, at = null) {
    const verdicts = [];
    for (let first = 0; first < references.length; first += 1_000) {
      verdicts.push(...(await this.read('verify', references.slice(first, first + 1_000), at)));
    }
    return verdicts;
  }

  /**
   * Returns the consent of an account to serve an institution as `'operator'` or as `'admin'`, which
   * `setOperator` and `handOver` take.
   */
  consent(signer, institution, post = 'operator', options = {}) {
    return consentOf(this.api, signer, institution, post, options);
  }

  /** Returns the time of the last final block, in milliseconds. */
  async time() {
    const head = await this.api.rpc.chain.getFinalizedHead();
    return (await (await this.api.at(head)).query.timestamp.now()).toNumber();
  }

  /**
   * Signs a call, sends it and waits until it is in a block.
   *
   * @returns {{ block: string, number: number, events: object[], weight: object, bytes: number }}
   * @throws {PoolRefusal | DispatchFailure}
   */
  async send(call, signer) {
    const tx = await call.signAsync(signer, { nonce: -1 });
    return this.submit(tx.toHex());
  }

  /**
   * Sends calls at once, those of one signer in their order, and waits until each is in a block.
   *
   * @param {[object, object][]} pairs a call and its signer
   */
  async sendAll(pairs) {
    const nonces = new Map();
    for (const { address } of new Set(pairs.map(([, signer]) => signer))) {
      nonces.set(address, (await this.api.rpc.system.accountNextIndex(address)).toNumber());
    }
    const signed = [];
    for (const [call, signer] of pairs) {
      const nonce = nonces.get(signer.address);
      nonces.set(signer.address, nonce + 1);
      signed.push((await call.signAsync(signer, { nonce })).toHex());
    }
    return Promise.all(signed.map((hex) => this.submit(hex)));
  }

  /** Sends bytes that are a signed transaction, or not one at all. */
  async submit(hex) {
    const block = await this.#included(hex);
    const inclusion = await this.#inclusion(block, hex);
    this.#last = inclusion.number;
    if (inclusion.failure) throw this.failure(inclusion.failure, inclusion);
    return inclusion;
  }

  /**
   * Waits until all that this client has sent is final. Reads are answered from the final state.
   */
  async settled() {
    const wanted = this.#last ?? 0;
    await waitUntil(async () => {
      const head = await this.api.rpc.chain.getFinalizedHead();
      return (await this.api.rpc.chain.getHeader(head)).number.toNumber() >= wanted;
    }, `block ${wanted} to become final`);
  }

  /** Sends a call and waits until it is final. */
  async sendFinal(call, signer) {
    const inclusion = await this.send(call, signer);
    await this.settled();
    return inclusion;
  }

  /**
   * Waits until the chain's clock reaches a moment. The clock moves with blocks; where they are
   * made on demand, remarks bring them about.
   */
  async advanceTimeTo(moment, member) {
    while ((await this.time()) < moment) {
      await this.sendFinal(this.api.tx.system.remark('0x'), member);
    }
  }

  /** Turns a dispatch error of the chain into a `DispatchFailure`. */
  failure(error, inclusion) {
    if (!error.isModule) {
      const detail = error.value?.toString?.();
      return new DispatchFailure(detail ? `${error.type}: ${detail}` : error.type, '', inclusion);
    }
    const { section, name, docs } = this.api.registry.findMetaError(error.asModule);
    return new DispatchFailure(`${section}.${name}`, docs.join(' ').trim(), inclusion);
  }

  /** Throws if the `Result<(), DispatchError>` of an event is an error. */
  assertOk(result, inclusion) {
    if (result.isErr) throw this.failure(result.asErr, inclusion);
  }

  /** Submits a transaction and returns the hash of the block that includes it. */
  #included(hex) {
    // This goes straight to the provider: the API prints every refusal to the console, and here
    // refusals are expected.
    const names = ['author_extrinsicUpdate', 'author_submitAndWatchExtrinsic'];
    return new Promise((resolve, reject) => {
      let subscription;
      const settle = (done, value) => {
        clearTimeout(timer);
        subscription
          ?.then((id) => this.provider.unsubscribe(names[0], 'author_unwatchExtrinsic', id))
          .catch(() => undefined);
        done(value);
      };
      const timer = setTimeout(
        () => settle(reject, new Error(`in no block after ${TIMEOUT / 1_000} s`)),
        TIMEOUT,
      );
      const update = (error, status) => {
        if (error) return settle(reject, error);
        if (status?.inBlock) return settle(resolve, status.inBlock);
        if (status?.finalized) return settle(resolve, status.finalized);
        const lost = ['invalid', 'dropped', 'usurped'].find(
          (word) => status === word || status?.[word] !== undefined,
        );
        return lost && settle(reject, new PoolRefusal({ message: `the pool says: ${lost}` }));
      };
      subscription = this.provider.subscribe(...names, [hex], update);
      subscription.catch((error) =>
        explain(this.api, hex, poolError(error)).then((told) => settle(reject, told)),
      );
    });
  }

  /** Returns the result of a transaction in its block. */
  async #inclusion(block, hex) {
    const [{ block: body }, at] = await Promise.all([
      this.api.rpc.chain.getBlock(block),
      this.api.at(block),
    ]);
    const index = body.extrinsics.findIndex((extrinsic) => extrinsic.toHex() === hex);
    if (index < 0) throw new Error(`block ${block} does not hold what was sent`);
    const events = (await at.query.system.events())
      .filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(index))
      .map(({ event }) => event);
    const success = events.find(({ method }) => method === 'ExtrinsicSuccess');
    const failure = events.find(({ method }) => method === 'ExtrinsicFailed');
    const { weight } = (success ?? failure).data.dispatchInfo;
    return {
      block,
      number: body.header.number.toNumber(),
      index,
      events,
      weight: { refTime: weight.refTime.toString(), proofSize: weight.proofSize.toString() },
      bytes: (hex.length - 2) / 2,
      failure: failure?.data.dispatchError,
    };
  }
}

const poolError = (error) => {
  // The provider folds code, message and data into one text.
  const found = /^(-?\d+): (.*)$/s.exec(error.message);
  if (!found) return error;
  const [, code, message] = found;
  return new PoolRefusal({ code: Number(code), message, data: error.data });
};

/** Adds to a refusal for a bad signature that the transaction has expired, if that is so. */
async function explain(api, hex, error) {
  if (!/bad signature/.test(error.message)) return error;
  const last = await lastBlockOf(api, hex).catch(() => undefined);
  if (last === undefined) return error;
  const message = `the transaction has expired: block ${last} was its last; sign it again`;
  return new PoolRefusal({ code: error.code, message });
}

/** Waits until a condition is true. */
export async function waitUntil(condition, what, timeout = TIMEOUT) {
  const deadline = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeout / 1_000} s in vain for ${what}`);
    await delay(100);
  }
}

export { RpcError };
