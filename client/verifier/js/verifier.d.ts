// SPDX-License-Identifier: Apache-2.0

/** Bytes, or `0x` and two hexadecimal digits for each. */
export type Bytes = ArrayBuffer | ArrayBufferView | string;
/** 32 bytes as `0x` and 64 hexadecimal digits. */
export type Hash = string;
/** A time as in RFC 3339, in UTC with milliseconds. */
export type Time = string;
/** A whole number from 0 to 2^53 - 1. */
export type Whole = number | bigint;

/** A reference to a credential, as `credentials_verify` takes it. */
export interface Reference {
  institution: Whole;
  leaf: Hash;
  index: Whole;
  size: Whole;
  path: Hash[];
  /** The key of a signature on the document, which the caller has checked. */
  signedBy?: string | null;
}

/** A set of validators that somebody vouches for, such as a checkpoint. */
export interface Pin {
  genesis: Hash;
  /** The keys with which the validators vote on finality, in their order. */
  authorities: Hash[];
  /** The number of the set; 0, that of the genesis block, unless stated. */
  setId?: Whole;
  /** The first block that the set finalized; 1 unless stated. */
  first?: Whole;
  /** The end of the slot of the block before that one, in milliseconds, with which the set before ended. */
  formerUntil?: Whole;
  /**
   * The block in which the set was forced upon the chain, or null if the set before handed over to it. It
   * has to be stated of every set but that of the genesis block.
   */
  forcedIn?: Whole | null;
  /** The hash of the set, which is compared if it is stated. */
  setHash?: Hash;
  /** These members of a checkpoint are passed over; any other member is refused. */
  blockNumber?: Whole | null;
  blockHash?: Hash | null;
  header?: string | null;
  authors?: Hash[] | null;
}

/** A known set of validators. */
export interface KnownSet {
  setId: number;
  /** The first block that it finalized. */
  first: number;
  /** The last block that it finalized; null for the set that may be the present one. */
  last: number | null;
  /** The end of the slot of that block, in milliseconds. */
  until: number | null;
  /** The block in which the set was forced upon the chain; null if the set before handed over to it. */
  forcedIn: number | null;
  setHash: Hash;
}

/** The known sets of a chain, from that of the genesis block on, in the order of their numbers. */
export interface Table {
  genesis: Hash;
  sets: KnownSet[];
}

/** What a verifier trusts. */
export interface TrustRoot {
  /** The bytes of the trust root, to be stored and handed over with each call. */
  trustRoot: string;
  /** The hash of the genesis block. */
  genesis: Hash;
  /**
   * The known sets of validators. If they begin with set 0, they are, with the genesis hash, a table that
   * others can be given.
   */
  sets: KnownSet[];
  /** The number of sets that were not known before. */
  learned: number;
}

/** A credential that a verdict points at. */
export interface Pointer {
  institution: number;
  root: Hash;
  index: number;
}

export type Reason =
  | 'notAnchored'
  | 'revoked'
  | 'suspended'
  | 'superseded'
  | 'expired'
  | 'voided'
  | 'keyNotAuthorized'
  | 'keyCompromised';

export type RevocationReason =
  | 'unspecified'
  | 'issuedInError'
  | 'misconduct'
  | 'learnerRequest'
  | 'requirementsNotMet'
  | 'keyCompromise';

/** One grant on the path from an issuer to the council. */
export interface PathStep {
  id: number;
  holder: number;
  grantor: { council: true } | { institution: number; accreditation: number };
  state: 'offered' | 'declined' | 'active' | 'suspended' | 'withdrawn';
  since: Time | null;
  suspendedBy: 'council' | 'grantor' | null;
  voidFrom: Time | null;
  validFrom: Time;
  validUntil: Time;
  lapse: string | null;
}

/** A verdict, as `credentials_verify` returns it; `docs/rpc.md` explains the members. */
export interface Verdict {
  outcome: 'valid' | 'invalid';
  reasons: Reason[];
  status: {
    state: 'active' | 'suspended' | 'superseded' | 'revoked';
    reason: RevocationReason | null;
    successor: Pointer | null;
    batchRevoked: { reason: RevocationReason; at: Time; successor: Hash | null } | null;
  } | null;
  issuedAt: Time | null;
  validUntil: Time | null;
  institution: {
    id: number;
    name: string;
    uri: string;
    country: string;
    state: 'active' | 'suspended' | 'closed';
  } | null;
  type: {
    id: number;
    owner: number | null;
    kind: 'unstated' | 'microCredential' | 'certificate' | 'badge';
    contentHash: Hash;
    uri: string;
    level: number | null;
    workload: number | null;
    defaultValidity: number | null;
    state: 'active' | 'retired';
  } | null;
  accreditation: {
    id: number;
    since: Time;
    former: { id: number; loss: 'voided' | 'withdrawn' | 'expired' | 'narrowed'; anchored: number; voided: boolean } | null;
    then: boolean;
    now: boolean;
    path: PathStep[];
  } | null;
  documentKey: {
    number: number;
    purpose: 'unstated' | 'credentials' | 'statusLists';
    since: Time;
    until: Time | null;
    compromisedSince: Time | null;
  } | null;
  custodialChange: { by: number; at: Time; ended: boolean } | null;
  reissue: { by: number; at: Time; former: Pointer } | null;
  asOf: { blockNumber: number; blockHash: Hash; time: Time | null; finalized: true };
}

/** The answer to a verification. */
export interface Verified {
  /** A verdict for each reference, in the same order. */
  verdicts: Verdict[];
  /** How the moment of the verdicts is known. */
  proof: {
    /** The number of the set of validators that voted. */
    setId: number;
    /** The block that they voted for: that of the verdicts, or a later one that remembers it. */
    finalized: { blockNumber: number; blockHash: Hash };
    /** The age of the moment by the clock of the verifier, in milliseconds. */
    age: number;
    /** The version of the runtime that wrote the state. */
    runtime: number;
  };
}

export type RefusalKind =
  | 'malformed'
  | 'unknownVersion'
  | 'tooLarge'
  | 'otherFile'
  | 'forged'
  | 'incomplete'
  | 'unknownSet'
  | 'forcedChange'
  | 'delayedChange'
  | 'chainUnstated'
  | 'otherChain'
  | 'tooOld'
  | 'inTheFuture'
  | 'runtimeNotUnderstood'
  | 'upgradePending'
  | 'damaged';

/** Evidence, hand-offs or a trust root that the verifier refuses. It says nothing about a credential. */
export class Refused extends Error {
  private constructor();
  readonly name: 'Refused';
  readonly kind: RefusalKind;
  /** The word of `docs/bundle.md`, which tells apart the ways to forge; otherwise the kind. */
  readonly word: string;
}

/** An argument that is not what it should be. */
export class InvalidArgument extends TypeError {
  private constructor();
  readonly name: 'InvalidArgument';
  /** The argument, down to the member: `references[3].leaf`. */
  readonly field: string;
}

/** A failure of the verifier itself, which also says nothing about a credential. */
export class VerifierFailed extends Error {
  private constructor();
  readonly name: 'VerifierFailed';
}

/** A verifier. Its calls are synchronous, and none of them leaves anything in its memory. */
export class Verifier {
  /** Creates a verifier from `verifier.wasm` that is compiled. */
  constructor(module: WebAssembly.Module);

  /** Creates a verifier from the bytes of `verifier.wasm`, which it compiles, or from a module. */
  static load(source: WebAssembly.Module | BufferSource): Promise<Verifier>;

  /**
   * Returns the trust in a genesis block with its validators, in a later set of validators that somebody
   * vouches for, such as a checkpoint, or in a table of known sets.
   */
  trustRoot(trust: Pin | Table): TrustRoot;

  /**
   * Adds a set of validators that somebody vouches for after the last one that is trusted, as after a
   * recovery, which no hand-off leads over. Its pin must have `formerUntil`.
   */
  vouch(trustRoot: TrustRoot | Bytes, pin: Pin): TrustRoot;

  /** Follows files of hand-offs and returns the trust in all sets of validators that they lead to. */
  learn(trustRoot: TrustRoot | Bytes, ...handOffs: Bytes[]): TrustRoot;

  /** Checks evidence and returns a verdict for each reference. */
  verify(question: {
    trustRoot: TrustRoot | Bytes;
    /** Files of hand-offs to follow first. What they teach is forgotten afterwards; see `learn`. */
    handOffs?: Bytes[];
    /** Evidence as a node answers it, or a bundle. */
    evidence: Bytes;
    /** The references. The caller makes them from the documents and never takes them from a prover. */
    references: Reference[];
    /**
     * The largest age of the moment that the evidence shows, in milliseconds; `null` for a question
     * about the past. What was revoked after that moment the evidence does not show.
     */
    maxAge: Whole | null;
    /** The time in milliseconds; that of the machine unless stated. */
    now?: Whole | Date;
    /** The time by which the clock may be behind, in milliseconds; half a minute unless stated. */
    maxAhead?: Whole;
  }): Verified;
}
