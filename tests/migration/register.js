// SPDX-License-Identifier: Apache-2.0

// Fills a chain of layout 1 with records in every state, and keeps the references of its credentials.
// The calls are those of the runtime of 0189fe0.

import { randomBytes } from 'node:crypto';

import { account } from '../client/chain.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { referenceOf } from '../client/reference.js';
import { YEAR } from '../journey/context.js';

const AGENCY = 1;
const UNIVERSITY = 2;
const COLLEGE = 3;
const CLOSED = 4;
/** An allowance that no load uses up. */
const ENDLESS = 2 ** 32 - 1;
/** A direction of writing that is hidden in a name, which the present rules refuse. */
const HIDDEN = '\u202e';
/** The time after which a grant and a batch are over, in milliseconds. */
const SHORT = 120_000;
/** The offers of one institution to another, of which the present layout lists eight. */
const OFFERS = 11;

const hex = (text) => toHex(Buffer.from(text));
const profile = (name) => ({
  name: hex(name),
  uri: hex(`https://${name.toLowerCase().replace(/[^a-z]/g, '')}.example.org/`),
  country: hex('NL'),
});
/** Returns a type of this kind, as the former runtime and the present one register it. */
export const definition = (kind, number) => ({
  kind,
  contentHash: toHex(Buffer.alloc(32, number)),
  uri: hex(`https://agency.example.org/types/${number}`),
  level: number,
  workload: 100 * number,
  defaultValidity: null,
});
const leaf = () => leafHash(randomBytes(32));

/** The institutions of a chain, with the keys of their accounts. */
export class Register {
  /** The references of the credentials, by what became of them. */
  references = {};
  admins = Object.fromEntries(
    [AGENCY, UNIVERSITY, COLLEGE, CLOSED].map((id) => [id, account(`//Admin${id}`)]),
  );
  registrar = account('//Registrar');
  #chain;
  #council;
  #nonce;

  constructor(chain, council) {
    this.#chain = chain;
    this.#council = council;
  }

  /** Fills a chain. `say` is told how far it has come. */
  static async fill(chain, council, say) {
    const register = new Register(chain, council);
    say('institutions, operators, types');
    await register.#found();
    say('accreditations');
    const grants = await register.#accredit();
    say('batches');
    await register.#issue(grants);
    say('statuses');
    await register.#change(grants);
    await chain.settled();
    return register;
  }

  /** Returns all references, in one order. */
  get all() {
    return Object.values(this.references).flat();
  }

  #send(id, call) {
    return this.#chain.send(call, this.admins[id]);
  }

  #decide(...calls) {
    return this.#council.decideAll(calls);
  }

  async #found() {
    const { calls } = this.#chain;
    const names = ['Agency', `Uni${HIDDEN}versity`, 'College', 'Closed'];
    await this.#decide(
      ...names.map((name, place) =>
        calls.registerInstitution(profile(name), this.admins[place + 1].address, ENDLESS),
      ),
    );
    const issue = { issue: true, changeStatus: true, accredit: false };
    const accredit = { issue: false, changeStatus: false, accredit: true };
    await this.#chain.sendAll([
      [calls.setOperator(this.registrar.address, issue), this.admins[UNIVERSITY]],
      [calls.setOperator(account('//Accrediter').address, accredit), this.admins[AGENCY]],
    ]);
    await this.#decide(
      calls.registerType(definition('MicroCredential', 1)),
      calls.registerType(definition('Certificate', 2)),
    );
    await this.#send(UNIVERSITY, calls.registerType(definition('Badge', 3)));
  }

  #terms(from, { types, attest = true, delegation = 0, until = from + YEAR }) {
    return {
      scope: types ? { Types: types } : 'Any',
      rights: { attest, delegation },
      validFrom: from,
      validUntil: until,
    };
  }

  /** Sends calls of one admin in one transaction. */
  #sendAll(id, calls) {
    return this.#send(id, this.#chain.api.tx.utility.batchAll(calls));
  }

  /** Offers grants in the order of their numbers, and has them answered. */
  async #accredit() {
    const { calls } = this.#chain;
    const accept = (grant) => calls.acceptAccreditation(grant);
    const from = await this.#chain.time();
    const terms = (more = {}) => this.#terms(from, more);
    const grants = { agency: 1, suspendedByCouncil: 2, closed: 3 };
    await this.#decide(
      calls.offerAccreditation(AGENCY, null, terms({ attest: false, delegation: 2 })),
      calls.offerAccreditation(UNIVERSITY, null, terms()),
      calls.offerAccreditation(CLOSED, null, terms()),
    );
    await this.#chain.sendAll([
      [accept(grants.agency), this.admins[AGENCY]],
      [accept(grants.suspendedByCouncil), this.admins[UNIVERSITY]],
      [accept(grants.closed), this.admins[CLOSED]],
    ]);
    const ofUniversity = {
      active: { types: [1, 2, 3] },
      voided: { types: [1] },
      suspendedByAgency: { types: [1] },
      withdrawn: { types: [1] },
      narrowed: { types: [1, 2] },
      expired: { types: [1], until: (await this.#chain.time()) + SHORT },
    };
    const ofCollege = Array.from({ length: OFFERS + 1 }, (_, n) => ({ types: [1 + (n % 2)] }));
    let number = grants.closed;
    for (const name of Object.keys(ofUniversity)) grants[name] = number += 1;
    const offer = (holder, more) => calls.offerAccreditation(holder, grants.agency, terms(more));
    await this.#sendAll(AGENCY, [
      ...Object.values(ofUniversity).map((more) => offer(UNIVERSITY, more)),
      ...ofCollege.map((more) => offer(COLLEGE, more)),
    ]);
    await this.#sendAll(
      UNIVERSITY,
      Object.keys(ofUniversity).map((name) => accept(grants[name])),
    );
    await this.#send(COLLEGE, calls.declineAccreditation(number + 1));
    grants.narrowedTerms = terms({ types: [1] });
    return grants;
  }

  async #issue(grants) {
    const { calls } = this.#chain;
    const { references } = this;
    const anchors = [];
    /** Adds an anchoring of one credential to the next transaction, and returns its reference. */
    const single = (grant, { issuer = UNIVERSITY, type = 1, validUntil = null } = {}) => {
      const root = toHex(leaf());
      anchors.push(calls.anchor(grant, type, { root, size: 1, validUntil }));
      return { institution: issuer, leaf: root, index: 0, size: 1, path: [] };
    };
    for (const name of ['active', 'suspendedByAgency', 'withdrawn', 'expired']) {
      references[name] = single(grants[name]);
    }
    references.suspendedByCouncil = single(grants.suspendedByCouncil, { type: 3 });
    references.narrowed = [1, 2].map((type) => single(grants.narrowed, { type }));
    references.revokedBatch = single(grants.active);
    references.retiredType = single(grants.active, { type: 2 });
    const validUntil = (await this.#chain.time()) + SHORT;
    references.over = single(grants.active, { validUntil });
    references.beforeVoid = single(grants.voided);
    await this.#sendAll(UNIVERSITY, anchors.splice(0));

    const leaves = Array.from({ length: 300 }, leaf);
    const tree = new Tree(leaves);
    const [root, size] = [toHex(tree.root), leaves.length];
    const cohort = { root, size, validUntil: null };
    references.closed = single(grants.closed, { issuer: CLOSED });
    await this.#chain.sendAll([
      [calls.anchor(grants.active, 1, cohort), this.registrar],
      [anchors.pop(), this.admins[CLOSED]],
    ]);
    references.cohort = [0, 1, 2, 3, 254, 255, 256, 299].map((index) =>
      referenceOf(UNIVERSITY, leaves[index], tree, index),
    );
    this.cohort = root;
    await this.#chain.settled();
    this.voidFrom = (await this.#chain.time()) + 1;
    references.afterVoid = single(grants.voided);
    await this.#sendAll(UNIVERSITY, anchors);
    references.unknown = { ...references.active, leaf: toHex(leaf()) };
  }

  async #change(grants) {
    const { calls } = this.#chain;
    const { institution, leaf: root, index } = this.references.active;
    const change = (place, what) => ({ index: place, change: what });
    await this.#chain.send(
      calls.changeStatuses(this.cohort, [
        change(0, 'Suspend'),
        change(1, { Revoke: 'Misconduct' }),
        change(2, { Supersede: { institution, root, index } }),
        change(3, 'Suspend'),
        change(3, 'Reinstate'),
        change(254, { Supersede: { institution, root, index } }),
        change(254, { Revoke: 'IssuedInError' }),
        change(255, { Revoke: 'KeyCompromise' }),
        change(256, 'Suspend'),
      ]),
      this.registrar,
    );
    await this.#send(
      UNIVERSITY,
      calls.revokeBatch(this.references.revokedBatch.leaf, 'RequirementsNotMet'),
    );
    await this.#sendAll(AGENCY, [
      calls.suspendAccreditation(grants.suspendedByAgency),
      calls.withdrawAccreditation(grants.voided, this.voidFrom),
      calls.withdrawAccreditation(grants.withdrawn, null),
      calls.narrowAccreditation(grants.narrowed, grants.narrowedTerms),
    ]);
    await this.#decide(
      calls.suspendAccreditation(grants.suspendedByCouncil),
      calls.suspendInstitution(CLOSED),
      calls.retireType(2),
    );
  }

  /** Anchors `count` batches of one credential each, by the call of 256, without waiting for them. */
  async anchorMany(count, grant) {
    const { api, provider, calls } = this.#chain;
    const { address } = this.registrar;
    this.#nonce ??= (await api.rpc.system.accountNextIndex(address)).toNumber();
    const { genesisHash, runtimeVersion } = api;
    for (let done = 0; done < count; done += 256) {
      const anchors = Array.from({ length: Math.min(256, count - done) }, () => ({
        root: toHex(leaf()),
        size: 1,
        validUntil: null,
      }));
      const options = {
        nonce: this.#nonce++,
        genesisHash,
        blockHash: genesisHash,
        runtimeVersion,
        era: 0,
      };
      const call = calls.anchorMany(grant, 1, anchors);
      await provider.send('author_submitExtrinsic', [call.sign(this.registrar, options).toHex()]);
    }
    return async () => (await api.query.system.account(address)).nonce.toNumber() >= this.#nonce;
  }
}

/** The number of the grant under which {@link Register#anchorMany} anchors. */
export const ACTIVE_GRANT = 4;
export { UNIVERSITY, COLLEGE };
