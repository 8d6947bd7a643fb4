// SPDX-License-Identifier: Apache-2.0

// An attacker who holds stolen keys, and sends as much with them as a node takes.

import { setTimeout as delay } from 'node:timers/promises';

import { nextNonce, refusalCode, sign, submitAll } from './chain.js';

const PAUSE = 50;

/** The holder of one stolen key. */
export class Thief {
  /** The transactions that were sent and accepted, and the refusals by their code. */
  sent = 0;
  taken = 0;
  refused = new Map();
  #world;
  #key;
  #make;
  #burst;
  #salvo = [];

  /**
   * @param {object} world of `ownChain`
   * @param {object} options
   * @param {object} options.key that signs
   * @param {() => object} options.make returns another call each time
   * @param {number} [options.burst] transactions in a request
   */
  constructor(world, { key, make, burst = 25 }) {
    this.#world = world;
    this.#key = key;
    this.#make = make;
    this.#burst = burst;
  }

  #sign(first, count) {
    return Array.from({ length: count }, (_, place) =>
      sign(this.#world.chain, this.#make(), this.#key, first + place),
    );
  }

  /** Signs many transactions beforehand, for the first moment. */
  async prepare(count) {
    this.#salvo = this.#sign(await nextNonce(this.#world.rpc, this.#key), count);
  }

  /** Sends what was prepared, and then more and more, until the end. */
  async flood(isOver) {
    for (let first = 0; first < this.#salvo.length && !isOver(); first += this.#burst) {
      await this.#send(this.#salvo.slice(first, first + this.#burst));
    }
    while (!isOver()) {
      await delay(PAUSE);
      const next = await nextNonce(this.#world.rpc, this.#key);
      await this.#send(this.#sign(next, this.#burst));
    }
  }

  async #send(transactions) {
    for (const answer of await submitAll(this.#world.rpc, transactions)) {
      this.sent += 1;
      if (!answer.error) {
        this.taken += 1;
        continue;
      }
      const why = refusalCode(answer) ?? answer.error.message;
      this.refused.set(why, (this.refused.get(why) ?? 0) + 1);
    }
  }
}
