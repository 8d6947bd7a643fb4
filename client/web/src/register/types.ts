// SPDX-License-Identifier: Apache-2.0

// The answers of the checks about the register, as `client/register` writes them.

import type { ObjectionWord } from '../texts/register/texts';

/** A day in Universal Time, or a moment of it. */
export interface Day {
  day: string;
  time: string | null;
}

/** What is asked about. */
export type About =
  | { institutions: number }
  | { types: number }
  | { grants: number }
  | { institution: number }
  | { type: { id: number; from: number } }
  | { accredited: { institution: number; type: number } };

/** A question, without the time by the clock of the visitor. */
export interface RegisterQuestion {
  at: Day | null;
  about: About;
}

export interface Doubt {
  word: string;
  message: string;
}

/** The block that shows an answer, with its age when it was checked. */
export interface AsOf {
  blockNumber: number;
  time: string | null;
  age: number;
}

/** What the register shows. */
export interface Told {
  /** Null where there is none on record, and where nothing is proven. */
  found: unknown;
  doubt: Doubt | null;
  asOf: AsOf | null;
}

export interface Listed<Item> {
  items: Item[];
  next: number | null;
}

export interface Institution {
  id: number;
  name: string;
  uri: string;
  country: string;
  state: 'active' | 'suspended' | 'closed';
  since: string | null;
  registeredAt: string | null;
}

export interface CredentialType {
  id: number;
  owner: number | null;
  kind: 'unstated' | 'microCredential' | 'certificate' | 'badge';
  contentHash: string;
  uri: string;
  level: number | null;
  workload: number | null;
  state: 'active' | 'retired';
  registeredAt: string | null;
  retiredAt: string | null;
}

/** A grant on a path to the council. */
export interface GrantStep {
  id: number;
  holder: number;
  grantor: { council: true } | { institution: number; accreditation: number };
  state: string;
}

export interface Grant extends GrantStep {
  scope: 'any' | number[];
  rights: { attest: boolean; delegation: number };
  validFrom: string;
  validUntil: string;
  since: string | null;
  suspendedBy: 'council' | 'grantor' | null;
  voidFrom: string | null;
  offeredAt: string | null;
  acceptedAt: string | null;
  narrowings: number;
  lapse: { accreditation: number; reason: string } | null;
  /** It and those above it. */
  path: GrantStep[];
}

export type Institutions = Record<string, Institution>;

export interface GrantsFound extends Listed<Grant> {
  institutions: Institutions;
}

export interface Right {
  id: number;
  accreditation: number;
}

export interface InstitutionFound {
  institution: Institution;
  held: Grant[];
  given: Grant[];
  /** False where there are too many grants to look through. */
  all: boolean;
  mayIssue: Right[];
  typesFrom: number | null;
  institutions: Institutions;
}

export interface TypeFound {
  credentialType: CredentialType;
  issuers: Listed<Institution & { accreditation: number }>;
}

/** The answer about one moment. */
export interface Asked {
  moment: string | null;
  isNow: boolean;
  conclusion: 'yes' | 'no' | 'cannotTell';
  accreditation: number | null;
  objections: {
    word: ObjectionWord;
    accreditation: number | null;
    by: number | null;
    at: string | null;
  }[];
  doubt: Doubt | null;
  asOf: AsOf | null;
}
