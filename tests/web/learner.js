// SPDX-License-Identifier: Apache-2.0

// What the tests of the view Show use: a learner at the page, and the verifiers that get her presentations.

import { readFileSync } from 'node:fs';

import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

import { didDocument } from '../client/did.js';
import { loaderOf } from '../util/documentLoader.js';

/** The recovery phrase of the development accounts, and the name that follows from it. */
export const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
export const DID = 'did:key:z6MkhyUPfFQxFNDnT1bC5Xv9oxPMwnWZBH9tjSvB4vnwD9jk';
/** The password of the keys that the learner makes. */
export const OWN_PASSWORD = 'six words of a long list';

/** What a verifier asks for. */
export const AUDIENCE = { challenge: '8f3a "🎓"', domain: 'hr.example.com' };

/** A learner who uses the view Show of an open page. */
export class Learner {
  constructor(opened) {
    this.opened = opened;
    this.page = opened.page;
  }

  /** Goes to the view. */
  async begin() {
    await this.page.click('#view-show');
    await this.page.waitForSelector('#own-choose');
    return this;
  }

  /** Waits until the page says something that fits. */
  async told(expected) {
    const status = this.page.locator('#own-status', { hasText: expected });
    await status.waitFor({ timeout: 60_000 });
    return status.innerText();
  }

  /** Opens files, and waits until the page says something about them. */
  async open(files, expected = /Opened:/) {
    await this.page.setInputFiles('#own-files', files);
    return this.told(expected);
  }

  /** Makes the key of the development accounts again. */
  async restore() {
    await this.page.click('details:has(#restore-key) > summary');
    await this.page.fill('#restore-phrase', PHRASE);
    await this.page.fill('#restore-password', OWN_PASSWORD);
    await this.page.fill('#restore-again', OWN_PASSWORD);
    await this.page.click('#restore-key-button');
    await this.told(/The key is made/);
  }

  /** Does something that saves a file, and returns the file. */
  async saved(act) {
    const waiting = this.page.waitForEvent('download', { timeout: 60_000 });
    await act();
    const download = await waiting;
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  }

  /** Fills in what is asked for a presentation, and signs it. */
  async sign({ challenge, domain }, password) {
    await this.page.fill('#own-challenge', challenge);
    await this.page.fill('#own-domain', domain);
    await this.page.fill('#own-password', password);
    await this.page.click('#present-button');
  }

  /** Returns what the browser stores for the page. */
  async stored() {
    return this.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const caches = await globalThis.caches?.keys().catch(() => []);
      return {
        databases: databases.map(({ name }) => name),
        others: localStorage.length + sessionStorage.length + (caches ?? []).length,
      };
    });
  }
}

/** Returns what `@digitalbazaar/vc` finds of a presentation with credentials of a cohort. */
export function verifyElsewhere(presentation, audience, cohort) {
  const { issuer } = presentation.verifiableCredential[0];
  const { genesis } = cohort.trust;
  const issuing = didDocument({ did: issuer.id, genesis, id: 1, keys: cohort.keys.items });
  const { holder } = presentation;
  const id = `${holder}#${holder.replace('did:key:', '')}`;
  const publicKeyMultibase = holder.replace('did:key:', '');
  const method = { id, type: 'Multikey', controller: holder, publicKeyMultibase };
  const presenting = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    ...{ id: holder, verificationMethod: [method], authentication: [id] },
  };
  const known = { [issuer.id]: issuing, [holder]: presenting };
  return vc.verify({
    presentation,
    suite: new DataIntegrityProof({ cryptosuite: rdfc }),
    ...audience,
    documentLoader: loaderOf((name) => known[name]),
  });
}
