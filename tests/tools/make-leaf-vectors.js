// SPDX-License-Identifier: Apache-2.0

// Writes the values of docs/spec/leaf.md that every implementation must agree on.
//
//   node tools/make-leaf-vectors.js > ../document/tests/vectors.json

import { canonical, read, readEnvelope, readToken } from '../client/digest.js';
import { digestOver, join, leafOver } from '../client/envelopes.js';
import { leafHash, sha256 } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';

const salt = (i) => sha256(`salt ${i}`).subarray(0, 16).toString('base64url');
const salted = (i, text) => text.replace('{', `{"salt":"${salt(i)}",`);
const encode = (value) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Returns the code of the fault with which `attempt` ends. */
function faultOf(attempt) {
  try {
    attempt();
  } catch (error) {
    if (error.code) return error.code;
    throw error;
  }
  throw new Error(`this is no fault: ${attempt}`);
}

/** RFC 8785, appendix B: doubles in hex, and how they are written. Nothing here is computed. */
const rfc8785Numbers = Object.entries({
  '0000000000000000': '0',
  '8000000000000000': '0',
  '0000000000000001': '5e-324',
  '8000000000000001': '-5e-324',
  '7fefffffffffffff': '1.7976931348623157e+308',
  ffefffffffffffff: '-1.7976931348623157e+308',
  '4340000000000000': '9007199254740992',
  c340000000000000: '-9007199254740992',
  '4430000000000000': '295147905179352830000',
  '44b52d02c7e14af5': '9.999999999999997e+22',
  '44b52d02c7e14af6': '1e+23',
  '44b52d02c7e14af7': '1.0000000000000001e+23',
  '444b1ae4d6e2ef4e': '999999999999999700000',
  '444b1ae4d6e2ef4f': '999999999999999900000',
  '444b1ae4d6e2ef50': '1e+21',
  '3eb0c6f7a0b5ed8c': '9.999999999999997e-7',
  '3eb0c6f7a0b5ed8d': '0.000001',
  '41b3de4355555553': '333333333.3333332',
  '41b3de4355555554': '333333333.33333325',
  '41b3de4355555555': '333333333.3333333',
  '41b3de4355555556': '333333333.3333334',
  '41b3de4355555557': '333333333.33333343',
  becbf647612f3696: '-0.0000033333333333333333',
  '43143ff3c1cb0959': '1424953923781206.2',
}).map(([double, text]) => ({ double, text }));

/** Doubles that lie halfway between two shortest forms, of which the even one is written. */
const halfwayNumbers = [
  ['3e60000000000000', '2.9802322387695312e-8'],
  ['42eb7a263171e074', '241691525877507.62'],
  ['43133802e7765289', '1352402420470946.2'],
  ['c30985ba6990528a', '-897988762405457.2'],
].map(([double, text]) => ({ double, text }));

const HASHES = 2_500;

/**
 * Returns one hash of how many doubles are written. They follow from a chain of SHA-256 that begins
 * with 32 bytes of zeros, each hash read as four integers of 64 bits, little-endian: the double of
 * those bits, if it is finite, and the last 53 bits as an integer, divided by 2, 4, 8 and 16. Many of
 * these lie halfway between two shortest forms.
 */
function writtenDoubles() {
  const lines = [];
  let hash = Buffer.alloc(32);
  for (let i = 0; i < HASHES; i++) {
    hash = sha256(hash);
    [2, 4, 8, 16].forEach((divisor, place) => {
      const number = hash.readDoubleLE(8 * place);
      const integer = Number(BigInt.asUintN(53, hash.readBigUInt64LE(8 * place)));
      if (Number.isFinite(number)) lines.push(JSON.stringify(number));
      lines.push(JSON.stringify(integer / divisor));
    });
  }
  return { hashes: HASHES, hash: toHex(sha256(lines.map((line) => `${line}\n`).join(''))) };
}

const canonicalForms = [
  '{}',
  ' \t\r\n{ "a" : [ ] , "b" : { } } \n',
  '{"proof":{"type":"DataIntegrityProof"},"id":"urn:uuid:00000000-0000-4000-8000-000000000000"}',
  '{"id":1,"proof":[{"type":"DataIntegrityProof"},{"type":"DataIntegrityProof"}]}',
  '{"\\u0070roof":"the same name, escaped","id":1}',
  '{"Proof":1,"proofs":2,"nested":{"proof":"stays"},"list":[{"proof":"stays"}]}',
  '{ "b": [1, 2.50, -0, 1e3, 5e-324, -0.0, 0e999, 1E-2], "a": {"z": null, "y": [true,false]} }',
  '{"n":[9007199254740991,-9007199254740991,9007199254740991.0,333333333.33333329,0.1]}',
  '{"n":[0.30000000000000004,1e-7,0.000001,123456789012.34567,4.350,900719925474099.1e1]}',
  '{"n":[9007199254740991.4,-9007199254740991.400,9007199254740990.5]}',
  '{"n":[0.10000000000000001,100000000000000.00000000000000000000000000,2.2250738585072014e-308]}',
  '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh",' +
    '"1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",' +
    '"\\u00f6":"Latin Small Letter O With Diaeresis"}',
  '{"name":"Qu\\u00edm\\u0131ca \\"\\\\/\\b\\f\\n\\r\\t\\u000f\\/",' +
    '"del":"\\u007f","nested":{"proof":"stays"}}',
  '{"e\\u0301":"two code points","\\u00e9":"one","":"no name","a b":"blank"}',
  '{"__proto__":{"polluted":true},"constructor":1,"toString":2}',
  '{"10":1,"9":2,"1":3,"01":4,"-1":5,"A":6,"a":7}',
  '{"\\ud800\\udc00":"U+10000","\\uffee":"U+FFEE","\\ue000":"private use"}',
  `{"deep":${'['.repeat(99)}${']'.repeat(99)}}`,
].map((text) => ({ text, canonical: canonical(text).toString('utf8') }));

const refused = [
  ['{"a":1,"a":2}', 'two members of one name'],
  ['{"a":1,"a":1}', 'two members of one name and value'],
  ['{"a":1,"\\u0061":2}', 'two members of one name, once escaped'],
  ['{"outer":{"a":1,"b":2,"a":1}}', 'two members of one name below the top'],
  ['{"proof":1,"proof":2}', 'two proofs, although neither is hashed'],
  ['{"proof":{"a":1,"a":2}}', 'two members of one name in what is not hashed'],
  ['{"\\ud83d\\ude00":1,"😀":2}', 'two members of one name, once as a surrogate pair'],
  ['{"n":9007199254740992}', 'integer beyond 2^53 - 1'],
  ['{"n":9007199254740993}', 'integer beyond 2^53 - 1, which rounds to another'],
  ['{"n":-9007199254740992}', 'integer below -(2^53 - 1)'],
  ['{"n":9007199254740991.5}', 'rounds to a number beyond 2^53 - 1'],
  ['{"n":1e20}', 'beyond 2^53 - 1, although a double keeps it'],
  ['{"n":1e400}', 'beyond the doubles'],
  ['{"n":-1e999999999999}', 'beyond the doubles'],
  ['{"n":1e-400}', 'becomes 0'],
  ['{"n":0.123456789012345678}', '18 significant digits'],
  ['{"n":0.1000000000000000000000000000000000000001}', '40 significant digits'],
  ['{"s":"\\ud800"}', 'first half of a surrogate pair'],
  ['{"s":"\\ud800x"}', 'first half of a surrogate pair'],
  ['{"s":"\\ud800\\u0041"}', 'first half of a surrogate pair before another escape'],
  ['{"s":"\\ud800\\ud800\\udc00"}', 'first half of a surrogate pair before a whole one'],
  ['{"s":"\\udc00\\ud800"}', 'halves of a surrogate pair in the wrong order'],
  ['{"\\udfff":1}', 'half of a surrogate pair in a name'],
  ['{"s":"\\uffff"}', 'noncharacter'],
  ['{"s":"\ufdd0"}', 'noncharacter, not escaped'],
  ['{"\\ud83f\\udffe":1}', 'noncharacter U+1FFFE in a name'],
  ['[]', 'an array'],
  ['"text"', 'a string'],
  ['null', 'null'],
  ['7', 'a number'],
  ['{"a":1,}', 'a comma before a bracket'],
  ['{,"a":1}', 'a comma behind a bracket'],
  ['{"a":[1,]}', 'a comma before a bracket'],
  ['{"a" 1}', 'no colon'],
  ['{a:1}', 'a name without quotes'],
  ["{'a':1}", 'single quotes'],
  ['{"a":NaN}', 'not a number'],
  ['{"a":Infinity}', 'not a number of JSON'],
  ['{"a":-}', 'a sign without digits'],
  ['{"a":+1}', 'a plus sign'],
  ['{"a":01}', 'a leading zero'],
  ['{"a":-01}', 'a leading zero'],
  ['{"a":1.}', 'a point without digits'],
  ['{"a":.5}', 'a point without digits'],
  ['{"a":1e}', 'an exponent without digits'],
  ['{"a":0x10}', 'hexadecimal'],
  ['{"a":True}', 'another spelling of true'],
  ['{"a":"\n"}', 'a control character that is not escaped'],
  ['{"a":"\\x41"}', 'an escape that JSON has not'],
  ['{"a":"\\u00g0"}', 'an escape that is not hexadecimal'],
  ['{"a":"\\u+041"}', 'an escape that is not hexadecimal'],
  ['{"a":"b', 'a string without an end'],
  ['{"a":1', 'an object without an end'],
  ['{}{}', 'two values'],
  ['{}\u00a0', 'white space that JSON has not'],
  ['{"a":1}//', 'a comment'],
  ['\ufeff{}', 'a byte order mark'],
  ['', 'nothing'],
  [`{"deep":${'['.repeat(100)}${']'.repeat(100)}}`, 'nested 101 levels deep'],
]
  .map(([text, why]) => ({ text, why, fault: faultOf(() => canonical(text)) }));

const notUtf8 = ['7b2261223a22ff227d', '7b2261223a22eda080227d', '7b2261223a22c080227d'].map(
  (hex) => ({ bytes: `0x${hex}`, fault: faultOf(() => canonical(Buffer.from(hex, 'hex'))) }),
);

const badge = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    { salt: 'https://w3id.org/security#salt' },
  ],
  id: 'urn:uuid:6f2cf1d4-5c0f-4d3e-9a52-0b7c9b7f2a11',
  salt: salt(0),
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Data Stewardship in Research',
  issuer: {
    id: 'https://lindenholt.example.org/',
    type: ['Profile'],
    name: 'Lindenholt University',
  },
  validFrom: '2026-03-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    creditsEarned: 5.5,
    result: [{ type: ['Result'], value: '1.3' }],
    achievement: {
      id: 'https://agency.example.org/types/data-stewardship/1',
      type: ['Achievement'],
      name: 'Data Stewardship in Research',
      description: 'Plan, document and share research data – so that others can rely on them.',
      criteria: { narrative: 'Writes a data management plan.' },
    },
  },
};
const proof = (proofValue) => ({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-03-01T00:00:00Z',
  verificationMethod: 'did:web:lindenholt.example.org#k1',
  proofPurpose: 'assertionMethod',
  proofValue,
});
const claims = {
  iss: 'did:web:lindenholt.example.org',
  vct: 'https://agency.example.org/vct/1',
  iat: 1772323200,
  salt: salt(1),
  _sd_alg: 'sha-256',
  _sd: [sha256('claim 1').toString('base64url'), sha256('claim 2').toString('base64url')],
};
const sdJwt = [encode({ alg: 'EdDSA', typ: 'dc+sd-jwt', kid: '#k1' }), encode(claims), 'c2ln'];
const signedAgain = [encode({ alg: 'ES256', typ: 'dc+sd-jwt' }), encode(claims), 'YWdhaW4'];
const disclosure = encode(['2GLC42sKQveCfGfryNRN9w', 'family_name', 'Amberbridge']);

const describe = ({ salt, digest }) => ({
  salt,
  digest: toHex(digest),
  leaf: toHex(leafOver(digest)),
});

/** A document in JSON that would be a token as well if the header and the signature were any text. */
const hidden = encode('{"id":"B","salt":"AAAAAAAAAAAAAAAAAAAAAA"}');
const tokenInJson = `{"salt":"${salt(2)}","a":".${hidden}.c~"}`;

const documents = [
  [JSON.stringify(badge), 'a badge without a proof'],
  [JSON.stringify({ ...badge, proof: proof('z1') }), 'with a proof: the same leaf'],
  [JSON.stringify({ proof: [proof('z2'), proof('z3')], ...badge }, null, 2), 'with two: the same'],
  [`{"salt":"${salt(2)}"}`, 'nothing but a salt'],
  [`{"\\u0073alt":"${salt(2)}"}`, 'the same, with an escaped name'],
  [salted(3, '{"nested":{"proof":1}}'), 'a nested proof, which counts'],
  [salted(3, '{"nested":{}}'), 'without the nested proof: another leaf'],
  ['{"salt":"AAAAAAAAAAAAAAAAAAAAAA"}', 'zeros: the form is right'],
  ['{"salt":"_____________________w"}', 'ones, in the letters of base64url'],
  [` \t\r\n{"salt":"${salt(2)}"}\n`, 'with white space around it'],
  [tokenInJson, 'with a text in it that looks like the payload of a token'],
].map(([text, about]) => ({ about, text, ...describe(read(text)) }));

const refusedDocuments = [
  ['{}', 'no salt'],
  ['{"id":"urn:uuid:6f2cf1d4-5c0f-4d3e-9a52-0b7c9b7f2a11"}', 'a random id and no salt'],
  [`{"Salt":"${salt(4)}"}`, 'another name'],
  [`{"credentialSubject":{"salt":"${salt(4)}"}}`, 'a salt that is not at the top'],
  [`{"proof":{"salt":"${salt(4)}"}}`, 'a salt in what is not hashed'],
  ['{"salt":""}', 'an empty salt'],
  ['{"salt":null}', 'null'],
  ['{"salt":1234567890}', 'a number'],
  ['{"salt":["AAAAAAAAAAAAAAAAAAAAAA"]}', 'a list'],
  ['{"salt":"AAAAAAAAAAAAAAAAAAAA"}', '15 bytes'],
  ['{"salt":"AAAAAAAAAAAAAAAAAAAAAAA"}', '17 bytes'],
  ['{"salt":"AAAAAAAAAAAAAAAAAAAAAB"}', 'bits behind the last byte'],
  ['{"salt":"AAAAAAAAAAAAAAAAAAAAAA=="}', 'padding'],
  ['{"salt":"+/+/+/+/+/+/+/+/+/+/+w"}', 'base64 instead of base64url'],
  ['{"salt":" AAAAAAAAAAAAAAAAAAAAA"}', 'a blank'],
  ['{"salt":"ÄAAAAAAAAAAAAAAAAAAAAA"}', 'another letter'],
].map(([text, why]) => ({ text, why, fault: faultOf(() => read(text)) }));

const tokens = [
  [sdJwt.join('.'), 'the part of an SD-JWT that the issuer signed'],
  [`${sdJwt.join('.')}~`, 'an SD-JWT without disclosures: the same leaf'],
  [`${sdJwt.join('.')}~${disclosure}~`, 'with a disclosure: the same leaf'],
  [`${sdJwt.join('.')}~${disclosure}~e30.e30.c2ln`, 'with a key binding: the same leaf'],
  [`${signedAgain.join('.')}~`, 'signed again with another key: the same leaf'],
  [`e30.${encode(JSON.stringify(claims, null, 1))}.c2ln`, 'in another layout: the same leaf'],
  [`e30.${encode(badge)}.c2ln`, 'the badge as a JWT: the leaf of the badge'],
].map(([token, about]) => ({ about, token, ...describe(readToken(token)) }));

const refusedTokens = [
  ['', 'nothing'],
  ['~', 'nothing'],
  [JSON.stringify(badge), 'JSON'],
  [tokenInJson, 'JSON with three parts before a `~`'],
  [`e30.${encode(claims)}`, 'two parts'],
  [`e30.${encode(claims)}.c2ln.c2ln`, 'four parts'],
  [`.${encode(claims)}.c2ln`, 'no header'],
  [`e30.${encode(claims)}.`, 'no signature'],
  ['e30..c2ln', 'no payload'],
  [`e30.${encode(claims)}=.c2ln`, 'padding'],
  [`e30.${encode(claims)}.c2ln\n`, 'a line feed behind the token'],
  [`e30.${encode(claims)}.c2ln\n~`, 'a line feed behind the part that the issuer signed'],
  [` e30.${encode(claims)}.c2ln`, 'a blank before the token'],
  [`e30=.${encode(claims)}.c2ln`, 'padding in the header'],
  [`e30.${encode(claims)}.c2lnbg==`, 'padding in the signature'],
  [`e31.${encode(claims)}.c2ln`, 'bits behind the last byte of the header'],
  [`e30.${encode(claims)}.c2lnb`, 'a letter too many in the signature'],
  [`{}.${encode(claims)}.c2ln`, 'a header that is not encoded'],
  [` e30.${encode(claims)} .c2ln`, 'a blank in the payload'],
  [`e30.${Buffer.from('{"a":"??>"}').toString('base64')}.c2ln`, 'base64 instead of base64url'],
  [`e30.${encode([claims])}.c2ln`, 'a payload that is no object'],
  [`e30.${encode('{"a":1,"a":2}')}.c2ln`, 'two members of one name'],
  [`e30.${encode({ ...claims, proof: 1 })}.c2ln`, 'a proof that the digest would leave out'],
  [`e30.${encode({ ...claims, salt: undefined })}.c2ln`, 'no salt'],
  [`e30.${Buffer.from('ff', 'hex').toString('base64url')}.c2ln`, 'not UTF-8'],
].map(([token, why]) => ({ token, why, fault: faultOf(() => readToken(token)) }));

/** Texts that may be an envelope of either kind, and are none. */
const refusedEnvelopes = [
  ['', 'nothing'],
  [`\ne30.${encode(claims)}.c2ln`, 'a token behind a line feed'],
  [`\ufeff{"salt":"${salt(2)}"}`, 'JSON behind a byte order mark'],
  [`[{"salt":"${salt(2)}"}]`, 'an array'],
  ['null', 'null, which begins as a token does'],
  [`"e30.${encode(claims)}.c2ln"`, 'a token as a text of JSON'],
  [Buffer.from('7b2261223a22ff227d', 'hex'), 'JSON that is not UTF-8'],
  [
    Buffer.concat([Buffer.from(`e30.${encode(claims)}.c2ln~`), Buffer.from([0xff])]),
    'a token that is not',
  ],
].map(([text, why]) => {
  const bytes = Buffer.from(text);
  return { bytes: toHex(bytes), why, fault: faultOf(() => readEnvelope(bytes)) };
});

/** Returns digest number `i`: SHA-256 of the letter `d` and the number. */
const digest = (i) => sha256(`d${i}`);
const ascending = (count) =>
  Array.from({ length: count }, (_, i) => digest(i)).sort(Buffer.compare);

const combined = [1, 2, 3, 8].map((count) => {
  const digests = ascending(count);
  const over = digestOver(digests);
  return { digests: digests.map(toHex), digest: toHex(over), leaf: toHex(leafHash(over)) };
});

const refusedCombined = [
  [[], 'no envelope'],
  [ascending(9), 'nine envelopes'],
  [[...ascending(2)].reverse(), 'two in the wrong order'],
  [[...ascending(8)].reverse(), 'eight in the wrong order'],
  [[digest(0), digest(0)], 'two equal ones'],
  [[...ascending(3), ascending(3)[2]], 'two equal ones among four'],
].map(([digests, why]) => ({
  digests: digests.map(toHex),
  why,
  fault: faultOf(() => digestOver(digests)),
}));

const badgeFile = { json: JSON.stringify(badge) };
const proven = { json: JSON.stringify({ ...badge, proof: proof('z1') }) };
const sdJwtFile = { token: `${sdJwt.join('.')}~` };
const copies = (first, count) =>
  Array.from({ length: count }, (_, i) => ({ json: salted(first + i, `{"copy":${i}}`) }));

const joined = [
  ['the badge alone', [badgeFile]],
  ['badge and SD-JWT', [badgeFile, sdJwtFile]],
  ['SD-JWT and badge, both signed again: the same', [{ token: signedAgain.join('.') }, proven]],
  ['eight', copies(10, 8)],
].map(([about, envelopes]) => {
  const { leaf, others } = join(envelopes.map(readAny));
  return {
    about,
    leaf: toHex(leaf),
    envelopes: envelopes.map((envelope, i) => ({ ...envelope, others: others[i].map(toHex) })),
  };
});

function readAny({ json, token }) {
  return token === undefined ? read(json) : readToken(token);
}

const refusedJoined = [
  ['none', []],
  ['the badge twice, once with a proof', [badgeFile, proven]],
  ['badge and JWT of the same content', [badgeFile, { token: `e30.${encode(badge)}.c2ln` }]],
  ['two documents with one salt', [{ json: salted(5, '{"a":1}') }, { json: salted(5, '{"a":2}') }]],
  ['nine', copies(20, 9)],
].map(([why, envelopes]) => ({
  why,
  envelopes,
  fault: faultOf(() => join(envelopes.map(readAny))),
}));

/** What a reader of one envelope finds in its reference and must not accept. */
const refusedOthers = [
  ['eight others', ascending(9)[0], ascending(9).slice(1)],
  ['the envelope among the others', ascending(3)[1], ascending(3)],
  ['others in the wrong order', ascending(3)[1], [ascending(3)[2], ascending(3)[0]]],
  ['two equal others', ascending(2)[0], [ascending(2)[1], ascending(2)[1]]],
].map(([why, own, others]) => ({
  why,
  own: toHex(own),
  others: others.map(toHex),
  fault: faultOf(() => leafOver(own, others)),
}));

const equalLeaves = [
  [0, 0],
  [0, 1, 2, 0],
  [3, 1, 4, 1, 5, 9, 2, 6, 5],
].map((numbers) => {
  const leaves = numbers.map((i) => leafHash(digest(i)));
  try {
    return new Tree(leaves) && null;
  } catch ({ first, second }) {
    return { leaves: leaves.map(toHex), first, second };
  }
});

const lines = (items) => `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n ]`;
const sections = {
  about: JSON.stringify(
    'Made by tests/tools/make-leaf-vectors.js; docs/spec/leaf.md says what each list means.',
  ),
  rfc8785Numbers: lines(rfc8785Numbers),
  halfwayNumbers: lines(halfwayNumbers),
  writtenDoubles: JSON.stringify(writtenDoubles()),
  canonicalForms: lines(canonicalForms),
  refused: lines(refused),
  notUtf8: lines(notUtf8),
  documents: lines(documents),
  refusedDocuments: lines(refusedDocuments),
  tokens: lines(tokens),
  refusedTokens: lines(refusedTokens),
  refusedEnvelopes: lines(refusedEnvelopes),
  combined: lines(combined),
  refusedCombined: lines(refusedCombined),
  joined: lines(joined),
  refusedJoined: lines(refusedJoined),
  refusedOthers: lines(refusedOthers),
  equalLeaves: lines(equalLeaves),
};
const body = Object.entries(sections).map(([name, text]) => ` "${name}": ${text}`);
process.stdout.write(`{\n${body.join(',\n')}\n}\n`);
