// SPDX-License-Identifier: Apache-2.0

// Loads what documents name for the libraries of others, so that they fetch nothing. The contexts are
// the very files that `client/documents` embeds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The packages export no files, so that these are named by their paths.
const packages = new URL(
  '../../client/documents/contexts/node_modules/@digitalcredentials/',
  import.meta.url,
);
const require = createRequire(packages);
const pathOf = (name) => fileURLToPath(new URL(name, packages));

/** The contexts by their addresses. */
export const CONTEXTS = {
  'https://www.w3.org/ns/credentials/v2': JSON.parse(
    readFileSync(pathOf('credentials-v2-context/contexts/credentials-v2.jsonld'), 'utf8'),
  ),
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': require(
    pathOf('open-badges-context/js/contexts/context-3.0.3.js'),
  ),
};

/** Returns a method of a DID document by its name, as a document of its own. */
function methodOf({ verificationMethod }, name) {
  const method = verificationMethod.find(({ id }) => id === name);
  if (method === undefined) throw new Error(`${name} is not in the DID document`);
  return { '@context': 'https://w3id.org/security/multikey/v1', ...method };
}

/**
 * Returns a loader that knows the contexts and what `find` returns, and nothing else. `find` is
 * given an address, or the name of a DID without its fragment.
 */
export const loaderOf = (find) => async (url) => {
  const [name, fragment] = url.split('#');
  const found = CONTEXTS[url] ?? find(name);
  if (found === undefined) throw new Error(`${url} is not known`);
  const document = fragment === undefined ? found : methodOf(found, url);
  return { contextUrl: null, documentUrl: url, document };
};
