// SPDX-License-Identifier: Apache-2.0

// Leaves out and misspells every argument and every member of every call of our pallets, with
// polkadot.js as its users have it, which fills what it misses with a default: 0, false, nothing,
// zeroes, or the first variant. Each such call is refused, by the library or by the chain, or is on
// the list of harmless ones, which is that of `pallets/credentials/src/tests/arguments.rs` and says
// why.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { YEAR } from '../journey/context.js';
import {
  callsOfSdk,
  HARMLESS_IN_SDK,
  NOT_TRIED,
  REFUSED_COMPLETE,
} from './left-out/sdk.js';
import { ownUniversity } from './support.js';

/** What may be left out, by call, argument and member. */
const HARMLESS = [
  'appointCustodian.reissues',
  'appointCustodian.statusChanges',
  'changeStatuses.changes[].change.Revoke',
  'changeStatusesFor.changes[].change.Revoke',
  'registerInstitution.allowance',
  'registerInstitution.profile.uri',
  'registerType.definition.defaultValidity',
  'registerType.definition.level',
  'registerType.definition.workload',
  'revokeBatch.reason',
  'revokeBatch.successor',
  'revokeBatch.successor of a revoked batch',
  'setAllowance.allowance',
  'setDualAuthorization.required',
  'setHomePage.uri',
  'setOperator.permissions.accredit',
  'setOperator.permissions.changeStatus',
  'setOperator.permissions.grave',
  'setOperator.permissions.issue',
  'withdrawAccreditation.voidFrom',
  'withdrawAccreditation.voidFrom of a withdrawn grant',
];

/**
 * The calls that take no argument, the one that nobody signs, and the one that carries another
 * call, whose own rules count.
 */
const WITHOUT = ['dispatchAsRoot', 'endSession', 'reportEquivocation', 'resign'];

/** The pallets of this repository with calls. */
const OURS = ['credentials', 'consortium'];

/** Two calls that no attempt may make: only the root sets the memory, and keys are never purged. */
const UNDOING = [({ system }) => system.setHeapPages(0), ({ session }) => session.purgeKeys()];

/** The number of calls that are tried in one transaction. */
const AT_ONCE = 16;

/** Document keys of the university, of which the second is compromised and the third retired. */
const KEY = { Ed25519: toHex(randomBytes(32)) };
const COMPROMISED_KEY = { P256: `0x02${toHex(randomBytes(32)).slice(2)}` };
const RETIRED_KEY = { P256: `0x03${toHex(randomBytes(32)).slice(2)}` };

const PROFILE = { name: 'University', uri: 'https://example.org', country: 'NL' };
/** An institution that is closed, with its admin. Its batch has the root of another one. */
const SCHOOL = { admin: account('//School'), profile: { ...PROFILE, name: 'School' } };
const DEFINITION = {
  kind: 'Badge',
  contentHash: toHex(randomBytes(32)),
  uri: 'https://example.org/badge',
  level: 6,
  workload: 300,
  defaultValidity: YEAR,
};

/**
 * Returns each way to leave out a part of a value: the path of the part, and the value without it.
 *
 * @returns {{ path: string, value: unknown }[]}
 */
function omissions(path, value) {
  const missing = { path, value: undefined };
  if (Array.isArray(value)) {
    const inside = value.flatMap((item, place) =>
      omissions(`${path}[]`, item).map((one) => ({
        path: one.path,
        value: replaced(value, place, one.value),
      })),
    );
    return [missing, ...inside];
  }
  // A call in a call is left out as a whole: its own members are tried where it is called.
  const isCall = typeof value?.toHex === 'function';
  if (value === null || typeof value !== 'object' || isCall) return [missing];
  const inside = Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...others } = value;
    const below = omissions(`${path}.${name}`, member);
    return [
      { path: `${path}.${name}`, value: others },
      { path: `${path}.${name}`, value: { ...others, [`${name}x`]: member } },
      ...below.map((one) => ({ path: one.path, value: { ...value, [name]: one.value } })),
    ];
  });
  return [missing, ...inside];
}

describe('what polkadot.js fills in for its users', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const roots = Array.from({ length: 3 }, () => toHex(randomBytes(32)));
  /** The root of a batch whose grant was withdrawn. */
  const lostRoot = toHex(randomBytes(32));
  /**
   * Each call with arguments that it accepts, and its signer, none for the council; and the state of
   * what it names, if that is not the usual one.
   */
  let calls;

  before(async () => {
    const { context } = world;
    const { chain, council, accounts, facts } = context;
    const { agency, operator } = accounts;
    const now = await chain.time();
    const window = { validFrom: now, validUntil: now + YEAR };
    const anchors = roots.map((root) => ({ root, size: 5, validity: 'Never' }));
    const { calls: tx } = context;
    await chain.send(tx.anchorMany(facts.grant, facts.type, anchors), operator);
    const ended = [
      { index: 0, change: 'Suspend' },
      { index: 1, change: { Revoke: 'Misconduct' } },
    ];
    await chain.send(tx.changeStatuses(roots[0], ended), operator);
    const revoke = tx.revokeBatch(roots[2], 'Misconduct', roots[1]);
    await chain.send(revoke, accounts.university);
    const grantIn = (inclusion) =>
      context.event(inclusion, 'AccreditationOffered').accreditation.toNumber();
    const terms = (rights, scope = { Types: [facts.type] }) => ({ scope, rights, ...window });
    const offer = tx.offerAccreditation(facts.university, facts.agencyGrant, terms('Attest'));
    const open = grantIn(await chain.send(offer, agency));
    const wide = tx.offerAccreditation(facts.agency, null, terms({ AttestAndAccredit: 2 }, 'Any'));
    const wideGrant = grantIn(await council.decide(wide));
    await chain.send(tx.acceptAccreditation(wideGrant), agency);
    const other = grantIn(await council.decide(wide));
    await chain.send(tx.acceptAccreditation(other), agency);
    await council.decide(tx.suspendAccreditation(other));
    const lost = grantIn(await chain.send(offer, agency));
    await chain.send(tx.acceptAccreditation(lost), accounts.university);
    const anchor = { root: lostRoot, size: 5, validity: 'Never' };
    await chain.send(tx.anchor(lost, facts.type, anchor), operator);
    await chain.send(tx.withdrawAccreditation(lost, null), agency);
    const voided = grantIn(await chain.send(offer, agency));
    await chain.send(tx.acceptAccreditation(voided), accounts.university);
    await chain.send(tx.withdrawAccreditation(voided, now), agency);
    await council.decide(tx.retireType(facts.otherType));
    await chain.settled();
    const consents = {
      operator: await chain.consent(account('//New'), facts.university),
      admin: await chain.consent(account('//New'), facts.university, 'admin'),
    };
    const grants = { open, wideGrant, suspended: other, lost, voided };
    const parts = { facts, consents, accounts, terms, now, ...grants };
    const { university } = accounts;
    for (const key of [KEY, COMPROMISED_KEY, RETIRED_KEY]) {
      await chain.send(tx.addDocumentKey(key, 'Credentials'), university);
    }
    const keyed = await chain.time();
    await chain.send(tx.retireDocumentKey(RETIRED_KEY), university);
    await chain.send(
      tx.declareCompromised(facts.university, COMPROMISED_KEY, keyed),
      university,
    );
    await chain.settled();
    const school = await closeSchool(world.context, terms, grantIn);
    calls = [
      ...onMembers(parts),
      ...onGrants(parts),
      ...onBatches(parts),
      ...onKeys({ ...parts, keyed }),
      ...inCustody({ ...parts, school }),
      ...onValidators(),
      ...(await callsOfSdk(context)),
    ];
  });

  /** Has another institution issue, closes it, and makes the university its custodian. */
  async function closeSchool({ chain, council, calls: tx, event, facts }, terms, grantIn) {
    const { admin, profile } = SCHOOL;
    const made = await council.decide(tx.registerInstitution(profile, admin.address, 1_000));
    const school = event(made, 'InstitutionRegistered').institution.toNumber();
    const offer = tx.offerAccreditation(school, null, terms('Attest'));
    const grant = grantIn(await council.decide(offer));
    await chain.send(tx.acceptAccreditation(grant), admin);
    const anchor = { root: roots[0], size: 5, validity: 'Never' };
    await chain.send(tx.anchor(grant, facts.type, anchor), admin);
    const ended = [
      { index: 0, change: 'Suspend' },
      { index: 1, change: { Revoke: 'Misconduct' } },
    ];
    await chain.send(tx.changeStatuses(roots[0], ended), admin);
    await council.decide(tx.closeInstitution(school));
    const until = (await chain.time()) + YEAR;
    await council.decide(tx.appointCustodian(school, facts.university, until, 99, 99));
    await chain.settled();
    return school;
  }

  const inCustody = ({ facts, accounts: { operator }, school, now }) => {
    const [root, other] = roots;
    const successor = { institution: facts.university, root: other, index: 2 };
    const change = (index, change) => [
      'changeStatusesFor',
      [school, root, [{ index, change }]],
      operator,
    ];
    const again = { former: root, index: 3, root: toHex(randomBytes(32)) };
    return [
      ['closeInstitution', [facts.university]],
      ['appointCustodian', [school, facts.university, now + YEAR, 7, 3]],
      ['dismissCustodian', [school]],
      change(0, 'Reinstate'),
      change(3, 'Suspend'),
      change(3, { Revoke: 'Misconduct' }),
      change(3, { Supersede: successor }),
      change(1, { NameSuccessor: successor }),
      ['reissue', [school, [again]], operator],
    ];
  };

  const onMembers = ({ facts, accounts, consents }) => [
    ['registerInstitution', [PROFILE, account('//New').address, 100]],
    ['setHomePage', [PROFILE.uri], accounts.university],
    ['renameInstitution', [facts.university, PROFILE.name, PROFILE.country]],
    ['suspendInstitution', [facts.university]],
    ['replaceAdmin', [facts.university, account('//New').address]],
    ['setAllowance', [facts.university, 7]],
    [
      'setOperator',
      [
        account('//New').address,
        { issue: true, changeStatus: true, accredit: true, grave: true },
        consents.operator,
      ],
      accounts.university,
    ],
    ['removeOperator', [facts.university, accounts.operator.address], accounts.university],
    ['removeOperator', [facts.university, accounts.operator.address]],
    ['handOver', [account('//New').address, consents.admin], accounts.university],
    ['setDualAuthorization', [facts.university, true]],
    ['registerType', [DEFINITION], accounts.operator],
    ['retireType', [facts.type], accounts.agency],
    ['reinstateType', [facts.otherType]],
  ];

  const onGrants = ({ facts, accounts: { agency, university }, terms, ...parts }) => [
    ['offerAccreditation', [facts.university, parts.wideGrant, terms('Attest', 'Any')], agency],
    ['offerAccreditation', [facts.university, parts.wideGrant, terms({ Accredit: 1 })], agency],
    [
      'offerAccreditation',
      [facts.university, parts.wideGrant, terms({ AttestAndAccredit: 1 })],
      agency,
    ],
    ['acceptAccreditation', [parts.open], university],
    ['declineAccreditation', [parts.open], university],
    ['suspendAccreditation', [facts.grant], agency],
    ['reinstateAccreditation', [parts.suspended]],
    ['withdrawAccreditation', [facts.grant, parts.now], agency],
    ['withdrawAccreditation', [parts.lost, parts.now], undefined, ' of a withdrawn grant'],
    ['withdrawAccreditation', [parts.voided, parts.now - 1], undefined, ' of a void grant'],
    ['withdrawAccreditation', [parts.voided, parts.now - 1], agency, ' of a void grant'],
    ['liftVoid', [parts.voided]],
    ['relinquishAccreditation', [facts.grant], university],
    ['renewAccreditation', [parts.open, parts.now + 2 * YEAR], agency],
    ['narrowAccreditation', [parts.wideGrant, terms({ AttestAndAccredit: 1 })]],
    ['narrowAccreditation', [parts.wideGrant, terms({ Accredit: 1 }, 'Any')]],
    ['narrowAccreditation', [parts.wideGrant, terms('Attest')]],
  ];

  const onBatches = ({ facts, accounts: { operator, university }, now }) => {
    const [root, other] = roots;
    const fresh = { root: toHex(randomBytes(32)), size: 5, validity: { Until: now + YEAR } };
    const forever = { root: toHex(randomBytes(32)), size: 1, validity: 'Never' };
    const successor = { institution: facts.university, root: other, index: 2 };
    const change = (index, change) => ['changeStatuses', [root, [{ index, change }]], operator];
    return [
      ['anchor', [facts.grant, facts.type, fresh], operator],
      ['anchorMany', [facts.grant, facts.type, [forever, fresh]], operator],
      change(0, 'Reinstate'),
      change(3, 'Suspend'),
      change(3, { Revoke: 'Misconduct' }),
      change(3, { Supersede: successor }),
      change(1, { NameSuccessor: successor }),
      ['revokeBatch', [root, 'Misconduct', other], university],
      ['revokeBatch', [roots[2], 'Misconduct', root], university, ' of a revoked batch'],
      ['attestAgain', [lostRoot, facts.grant], university],
      ['listBatches', [toHex(randomBytes(16)), 0, [root, other]], operator],
    ];
  };

  const onKeys = ({ facts, accounts: { university }, keyed }) => {
    const fresh = { P256: `0x03${toHex(randomBytes(32)).slice(2)}` };
    return [
      ['addDocumentKey', [{ Ed25519: toHex(randomBytes(32)) }, 'StatusLists'], university],
      ['addDocumentKey', [fresh, 'Credentials'], university],
      ['retireDocumentKey', [KEY], university],
      ['declareCompromised', [facts.university, KEY, keyed], university],
      ['declareCompromised', [facts.university, KEY, keyed]],
      ['liftCompromise', [facts.university, COMPROMISED_KEY]],
      ['reinstateDocumentKey', [facts.university, RETIRED_KEY, 'Never']],
    ];
  };

  /** The settings are those of the development chain. */
  const onValidators = () => [
    ['admitValidator', [account('//New').address]],
    ['retireValidator', [account('//Alice').address]],
    ['configure', [{ sessionLength: 20, floor: 1, ceiling: 7, absentSessions: 2 ** 32 - 1 }]],
  ];

  const ours = () => ({ ...world.context.api.tx.credentials, ...world.context.api.tx.consortium });

  /** Returns the calls of the SDK's pallets by their names, such as `council.vote`. */
  const ofSdk = () => {
    const pallets = Object.entries(world.context.api.tx).filter(([pallet]) => !OURS.includes(pallet));
    return Object.fromEntries(
      pallets.flatMap(([pallet, all]) =>
        Object.entries(all).map(([name, call]) => [`${pallet}.${name}`, call]),
      ),
    );
  };

  const named = (name) => (name.includes('.') ? ofSdk() : ours())[name];

  /**
   * Tries calls without leaving a trace, and returns for each the reason why it is refused, or null.
   * Each goes into a batch of all or none, before a call that is always refused, so that the next one
   * finds the state unchanged. Many such batches are one transaction. There are two calls that are
   * always refused, each for a reason of its own: what is refused for either of them was accepted.
   *
   * @param {{ call: object, signer?: object }[]} attempts without a signer, the council makes the call
   */
  async function refusals(attempts) {
    const reasons = new Map();
    for (const some of bySigner(attempts)) {
      const [one, other] = [await triedAtOnce(some, UNDOING[0]), await triedAtOnce(some, UNDOING[1])];
      for (const [place, attempt] of some.entries()) {
        const isRefused = one[place] === other[place];
        reasons.set(attempt, isRefused ? one[place] : null);
      }
    }
    return attempts.map((attempt) => reasons.get(attempt));
  }

  /** Tries calls of one signer in one transaction, each before a call that is always refused. */
  async function triedAtOnce(attempts, undoing) {
    const { api, chain, council } = world.context;
    const { batchAll, forceBatch } = api.tx.utility;
    const [{ signer }] = attempts;
    const undone = attempts.map(({ call }) => batchAll([call, undoing(api.tx)]));
    const whole = forceBatch(undone);
    const inclusion = await (signer ? chain.send(whole, signer) : council.decide(whole));
    const failed = inclusion.events.filter(({ method }) => method === 'ItemFailed');
    assert.equal(failed.length, attempts.length, 'a batch was accepted');
    return failed.map(({ data }) => chain.failure(data.error, inclusion).reason);
  }

  /** Encodes a call; `null` if the library refuses to. */
  function encoded(name, args) {
    try {
      return named(name)(...args);
    } catch {
      return null;
    }
  }

  test('every call is tried', () => {
    const tried = new Set(calls.map(([name]) => name));
    const others = Object.keys(ofSdk()).filter((name) => !(name in NOT_TRIED));
    const expected = [...Object.keys(ours()).filter((name) => !WITHOUT.includes(name)), ...others];
    // It takes one number, as its opposite does.
    tried.add('reinstateInstitution');
    assert.deepEqual([...tried].sort(), expected.sort());
  });

  test('nothing is refused while it is complete', async () => {
    // The last validator stays.
    const other = { retireValidator: 'consortium.BelowFloor', ...REFUSED_COMPLETE };
    const attempts = calls.map(([name, args, signer]) => ({ call: named(name)(...args), signer }));
    const found = await refusals(attempts);
    for (const [place, [name]] of calls.entries()) {
      assert.equal(found[place], other[name] ?? null, name);
    }
  });

  test('is refused or harmless where they leave something out or misspell it', async (t) => {
    /** Each different transaction, with the paths of what is left out in it. */
    const attempts = new Map();
    for (const [name, args, signer, state = ''] of calls) {
      const names = named(name).meta.args.map((argument) => argument.name.toPrimitive());
      for (const [place, argument] of names.entries()) {
        const path = `${name}.${camel(argument)}`;
        for (const one of omissions(path, args[place])) {
          const call = encoded(name, replaced(args, place, one.value));
          if (call === null) continue;
          const hex = `${signer?.address} ${call.method.toHex()}`;
          if (!attempts.has(hex)) attempts.set(hex, { call, signer, paths: [] });
          attempts.get(hex).paths.push(`${one.path}${state}`);
        }
      }
    }
    const list = [...attempts.values()];
    const found = await refusals(list);
    const harmless = list.filter((_, place) => found[place] === null);
    const accepted = new Set(harmless.flatMap(({ paths }) => paths));
    t.diagnostic(`${list.length} different calls`);
    const harmlessParts = [...HARMLESS, ...Object.keys(HARMLESS_IN_SDK)];
    assert.deepEqual([...accepted].sort(), harmlessParts.sort());
  });

  test('an empty text is number 0 to the library, which docs/rpc.md warns of', () => {
    const [change] = encoded('changeStatuses', [roots[0], [{ index: '', change: 'Suspend' }]])
      .args[1];
    assert.equal(change.index.unwrap().toNumber(), 0);
  });
});

/** Returns attempts by their signers, as many together as go into one transaction. */
function bySigner(attempts) {
  const signers = [...new Set(attempts.map(({ signer }) => signer))];
  return signers.flatMap((one) => {
    const theirs = attempts.filter(({ signer }) => signer === one);
    const count = Math.ceil(theirs.length / AT_ONCE);
    return Array.from({ length: count }, (_, place) =>
      theirs.slice(place * AT_ONCE, (place + 1) * AT_ONCE),
    );
  });
}

const replaced = (list, place, value) => [
  ...list.slice(0, place),
  value,
  ...list.slice(place + 1),
];

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
