// SPDX-License-Identifier: Apache-2.0

// Reads the configuration of the page, and makes the policy that the browser enforces.

/** The members of a configuration, with what each has to be. */
const MEMBERS = {
  name: ['a text of 1 to 200 characters', (it) => isText(it, 200)],
  accent: [
    'a colour such as "#0b4f6c", dark enough for white letters on it (4.5 to 1)',
    (it) => isText(it, 7) && /^#[0-9a-f]{6}$/i.test(it) && contrastWithWhite(it) >= 4.5,
  ],
  language: ['the tag of a language, such as "en"', (it) => isText(it, 8)],
  trust: ['a set or a table of sets of validators, or null', (it) => typeof it === 'object'],
  keys: ['a list of answers of credentials_documentKeys', (it) => isList(it, isObject)],
  nodes: [
    'a list of addresses such as "wss://node.example.org", without a name, a password, a # or a *',
    (it) => isList(it, isAddress),
  ],
  maxAgeOfBundlesInDays: ['a number of days, or null for any age', isAge],
  maxAgeOfNodesInDays: ['a number of days, or null for any age', isAge],
};

const isText = (it, most) => typeof it === 'string' && it.length > 0 && it.length <= most;
const isObject = (it) => typeof it === 'object' && it !== null && !Array.isArray(it);
const isList = (it, isItem) => Array.isArray(it) && it.every(isItem);

function isAge(it) {
  return it === null || (typeof it === 'number' && it >= 0 && it <= 36_525);
}

function isAddress(it) {
  if (typeof it !== 'string' || !URL.canParse(it)) return false;
  const { protocol, username, password, hash, hostname } = new URL(it);
  const isKnown = ['http:', 'https:', 'ws:', 'wss:'].includes(protocol);
  // In the policy of the page, a * would be any host. A ; and a , would end what the policy says about hosts.
  const isOne = !/[*;,\s]/.test(hostname);
  return isKnown && isOne && username === '' && password === '' && hash === '';
}

/** Returns the contrast of a colour with white, by WCAG 2.2. */
export function contrastWithWhite(colour) {
  const parts = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255);
  const linear = parts.map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return 1.05 / (luminance + 0.05);
}

/** Returns the configuration in a text, or throws what is wrong with it. */
export function readConfig(text) {
  const config = JSON.parse(text);
  if (!isObject(config)) throw new Error('the configuration is not an object');
  for (const name of Object.keys(config))
    if (!Object.hasOwn(MEMBERS, name)) throw new Error(`${name}: there is no such member`);
  for (const [name, [expected, isRight]] of Object.entries(MEMBERS))
    if (!isRight(config[name])) throw new Error(`${name}: expected ${expected}`);
  return config;
}

/** Returns the content security policy of a page that may ask these nodes and nobody else. */
export function policyOf(nodes) {
  const origins = [...new Set(nodes.map((node) => new URL(node).origin))];
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    'img-src blob: data:',
    'worker-src blob:',
    `connect-src ${origins.length === 0 ? "'none'" : origins.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
