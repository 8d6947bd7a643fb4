// SPDX-License-Identifier: Apache-2.0

// Brings about decisions of the council: by its single member at once, or by motion, votes and
// close.

/** The most that a call may weigh: 50 ms of block time. Whoever closes a motion states a bound. */
const WEIGHT_BOUND = { refTime: 50_000_000_000n, proofSize: 1_000_000n };

/** The council, represented by the keys of its members that are at hand. */
export class Council {
  #chain;
  #members;

  constructor(chain, members) {
    this.#chain = chain;
    this.#members = members;
  }

  /** Has the council make a call, and returns its inclusion. */
  decide(call) {
    return this.#decideBy(2 / 3, call);
  }

  /** Has three quarters of the council make a call as root. */
  decideAsRoot(call) {
    return this.#decideBy(3 / 4, this.#chain.api.tx.consortium.dispatchAsRoot(call));
  }

  async #decideBy(share, call) {
    const { api } = this.#chain;
    const seats = (await api.query.council.members()).length;
    // pallet-collective executes a proposal at once below a threshold of two.
    const threshold = seats === 1 ? 1 : Math.ceil(seats * share);
    if (threshold > this.#members.length) {
      throw new Error(
        `${threshold} of ${seats} members must agree; we hold ${this.#members.length}`,
      );
    }
    const [proposer] = this.#members;
    const length = call.method.encodedLength;
    const proposal = api.tx.council.propose(threshold, call, length);
    const proposed = await this.#chain.send(proposal, proposer);
    if (threshold === 1) return this.#outcome(proposed);
    const [, index, hash] = find(proposed, 'Proposed').data;
    for (const member of this.#members.slice(0, threshold)) {
      await this.#chain.send(api.tx.council.vote(hash, index, true), member);
    }
    return this.#outcome(await this.#chain.send(this.#close({ index, hash }, length), proposer));
  }

  /** Returns the call that closes a motion and releases the ticket for its cost. */
  #close({ index, hash }, length) {
    const { utility, council } = this.#chain.api.tx;
    return utility.batchAll([
      council.close(hash, index, WEIGHT_BOUND, length),
      council.releaseProposalCost(hash),
    ]);
  }

  /**
   * Has a council of several members make calls, in this order and within about three blocks: the
   * same step of all motions is sent together.
   *
   * @param {object[]} calls
   * @param {number} [share] of the members that must agree
   * @returns the inclusion of each
   */
  async decideAll(calls, share = 2 / 3) {
    const { api } = this.#chain;
    const seats = (await api.query.council.members()).length;
    const threshold = Math.ceil(seats * share);
    if (threshold < 2 || threshold > this.#members.length) {
      throw new Error(`${threshold} of ${seats} members are to agree: not for this function`);
    }
    const [proposer] = this.#members;
    const voters = this.#members.slice(0, threshold);
    const sizes = calls.map((call) => call.method.encodedLength);
    const proposals = calls.map((call, place) =>
      api.tx.council.propose(threshold, call, sizes[place]),
    );
    const proposed = await this.#chain.sendAll(proposals.map((call) => [call, proposer]));
    const motions = proposed.map((inclusion) => {
      const [, index, hash] = find(inclusion, 'Proposed').data;
      return { index, hash };
    });
    await this.#chain.sendAll(
      motions.flatMap(({ index, hash }) =>
        voters.map((member) => [api.tx.council.vote(hash, index, true), member]),
      ),
    );
    const closed = await this.#chain.sendAll(
      motions.map((motion, place) => [this.#close(motion, sizes[place]), proposer]),
    );
    return closed.map((inclusion) => this.#outcome(inclusion));
  }

  /** Has the council make a call, and waits until it is final. */
  async decideFinal(call) {
    const inclusion = await this.decide(call);
    await this.#chain.settled();
    return inclusion;
  }

  /** Checks that the call was executed: a motion that was carried may still have failed. */
  #outcome(inclusion) {
    this.#chain.assertOk(find(inclusion, 'Executed').data.result, inclusion);
    return inclusion;
  }
}

function find({ events }, name) {
  const event = events.find(({ section, method }) => section === 'council' && method === name);
  if (!event) throw new Error(`the council's call brought no event ${name}`);
  return event;
}
