// SPDX-License-Identifier: Apache-2.0

// The words of the reasons that each language has a sentence for. Those that are missing here are rare, and are shown
// in the English of the checks, which names the part of the file that is at fault.

export const REASON_WORDS = [
  // What speaks against a credential, and what is missing.
  'notAnchored',
  'revoked',
  'revoked.unspecified',
  'revoked.issuedInError',
  'revoked.misconduct',
  'revoked.learnerRequest',
  'revoked.requirementsNotMet',
  'revoked.keyCompromise',
  'suspended',
  'superseded',
  'expired',
  'notYetValid',
  'validityUnknown',
  'voided',
  'keyNotAuthorized',
  'keyCompromised',
  'notSigned',
  'signature',
  'otherIssuer',
  'issuerMissing',
  'unknownSuites',
  'noBundle',
  'noAnchor',
  'saltMissing',
  'keyUnknown',
  'keyNotProven',
  'keyNotCovered',
  // What is wrong with a file.
  'noCredential',
  'damagedFile',
  'unreadable',
  'notUtf8',
  'notJson',
  'notObject',
  'duplicateMember',
  'malformed',
  'otherFile',
  'otherDocument',
  'anchorsDiffer',
  'reference',
  'unknownVersion',
  'severalCredentials',
  'olderBadge',
  'encrypted',
  'notSupported',
  'nested',
  'tooLarge',
  'tooMany',
  'tooMuch',
  'tooComplex',
  // What is wrong with a proof, or with the node that it came from.
  'unknownSet',
  'tooOld',
  'forged',
  'incomplete',
  'otherChain',
  'inTheFuture',
  'runtimeNotUnderstood',
  'upgradePending',
  'damaged',
  'unreachable',
  'lost',
  'timedOut',
  'notUnderstood',
  'nodeCannotTell',
  'tookTooLong',
  'checkFailed',
  // What is wrong with a presentation.
  'notPresented',
  'otherChallenge',
  'otherDomain',
  'challengeNotStated',
  'domainNotStated',
  'otherPurpose',
  'otherKey',
  'presentationChanged',
  'holderMissing',
  'holderIsAnother',
  'holderNotNamed',
  'noCredentials',
] as const;

export type ReasonWord = (typeof REASON_WORDS)[number];
/** The sentences of a language, each without its full stop and with a small first letter. */
export type Reasons = Record<ReasonWord, string>;

/** The words of proofs that contradict themselves, all of which have one sentence. */
const FORGED = /^forged[A-Z]/;

/** Returns the word under which the sentence for a reason is found. */
export const sentenceWord = (word: string) => (FORGED.test(word) ? 'forged' : word);
