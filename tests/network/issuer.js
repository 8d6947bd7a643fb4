// SPDX-License-Identifier: Apache-2.0

// A university that anchors credentials on a network of several validators: single ones, whose
// references it keeps, and cohorts.

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { account } from '../client/chain.js';
import { withReferences } from '../client/cohort.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { rootOfReference } from '../client/reference.js';
import { YEAR } from '../journey/context.js';
import { DATA_STEWARDSHIP, definitionOf, UNIVERSITY } from '../journey/fixtures.js';

/** Operations per period, more than these tests need. */
const ALLOWANCE = 1_000;

/** An accredited university. */
export class Issuer {
  /** The reference of each credential, in the order of sending. */
  references = [];
  #chain;
  #facts;
  #admin = account('//University');
  #nonce;

  constructor(chain, facts) {
    this.#chain = chain;
    this.#facts = facts;
  }

  /** Has the council register and accredit a university, as the first of a chain. */
  static async register(chain, council) {
    const { calls } = chain;
    const from = await chain.time();
    const issuer = new Issuer(chain, { institution: 1, type: 1, grant: 1 });
    const inclusions = await council.decideAll([
      calls.registerInstitution(UNIVERSITY, issuer.#admin.address, ALLOWANCE),
      calls.registerType(definitionOf(DATA_STEWARDSHIP, 6)),
      calls.offerAccreditation(1, null, {
        scope: { Types: [1] },
        rights: 'Attest',
        validFrom: from,
        validUntil: from + YEAR,
      }),
    ]);
    const made = ['InstitutionRegistered', 'TypeRegistered', 'AccreditationOffered'];
    const [institution, type, grant] = made.map((name, place) =>
      inclusions[place].events.find(({ method }) => method === name).data[0].toNumber(),
    );
    issuer.#facts = { institution, type, grant };
    await chain.send(calls.acceptAccreditation(grant), issuer.#admin);
    await chain.settled();
    return issuer;
  }

  /** Anchors through another node from now on. */
  use(chain) {
    this.#chain = chain;
  }

  /**
   * Sends an anchoring of one credential through a node that must accept it, and returns its
   * reference.
   */
  async anchor() {
    const { institution } = this.#facts;
    const leaf = toHex(leafHash(randomBytes(32)));
    await this.#anchorRoot(leaf, 1);
    const reference = { institution, leaf, index: 0, size: 1, path: [] };
    this.references.push(reference);
    return reference;
  }

  /** Sends the anchoring of a prepared cohort, and returns its credentials with their references. */
  async anchorCohort(prepared) {
    const { tree } = prepared;
    await this.#anchorRoot(toHex(tree.root), tree.size);
    return withReferences(this.#facts.institution, prepared);
  }

  async #anchorRoot(root, size) {
    const { type, grant } = this.#facts;
    await this.#submit(this.#chain.calls.anchor(grant, type, { root, size, validity: 'Never' }));
  }

  /** Revokes a credential that it anchored. */
  async revoke(reference) {
    const changes = [{ index: reference.index, change: { Revoke: 'Misconduct' } }];
    const root = rootOfReference(reference);
    await this.#submit(this.#chain.calls.changeStatuses(root, changes));
  }

  /** Begins a status list with all batches so far, in the order of sending. */
  async list(label) {
    const roots = this.references.map(({ leaf }) => leaf);
    await this.#submit(this.#chain.calls.listBatches(label, 0, roots));
  }

  /** Sends a call through a node that must accept it. */
  async #submit(call) {
    const { api } = this.#chain;
    this.#nonce ??= (await api.rpc.system.accountNextIndex(this.#admin.address)).toNumber();
    const { genesisHash, runtimeVersion } = api;
    const options = { nonce: this.#nonce, genesisHash, blockHash: genesisHash, runtimeVersion };
    await this.#chain.provider.send('author_submitExtrinsic', [
      call.sign(this.#admin, options).toHex(),
    ]);
    this.#nonce += 1;
  }

  /**
   * Anchors again and again.
   *
   * @returns {() => Promise<void>} ends it; rejects if a credential was refused
   */
  keepAnchoring(pause = 500) {
    let ended = false;
    const going = (async () => {
      while (!ended) {
        await this.anchor();
        await delay(pause);
      }
    })();
    going.catch(() => undefined);
    return () => {
      ended = true;
      return going;
    };
  }
}

/** Returns the verdicts of a node for references, as of a block. */
export async function verdictsOf(rpc, references, block) {
  const verdicts = [];
  for (let first = 0; first < references.length; first += 1_000) {
    const part = references.slice(first, first + 1_000);
    verdicts.push(...(await rpc.call('credentials_verify', part, block)));
  }
  return verdicts;
}

/** Counts the valid verdicts. */
export const countValid = (verdicts) =>
  verdicts.filter(({ outcome }) => outcome === 'valid').length;
