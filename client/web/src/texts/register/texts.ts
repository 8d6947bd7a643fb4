// SPDX-License-Identifier: Apache-2.0

// The members that the texts of the view Register have in each language.

import type { Plural } from '../texts';

/** The words of what speaks against the right to issue, as the checks state them. */
export type ObjectionWord =
  | 'notRegistered'
  | 'institutionSuspended'
  | 'institutionClosed'
  | 'typeNotRegistered'
  | 'typeRetired'
  | 'noGrant'
  | 'notYetOffered'
  | 'notAccepted'
  | 'declined'
  | 'suspended'
  | 'withdrawn'
  | 'notYetValid'
  | 'expired'
  | 'delegationExceeded'
  | 'noRightToIssue'
  | 'typeOutOfScope';

export interface RegisterTexts {
  view: string;
  title: string;
  lead: string;
  noNodes: string;
  asOf: Record<'heading' | 'day' | 'time' | 'note', string>;
  browse: Record<'heading' | 'institutions' | 'grants' | 'types' | 'from' | 'privacy', string>;
  question: Record<'heading' | 'institution' | 'type' | 'day' | 'time' | 'note' | 'ask', string>;
  asking: string;
  done: string;
  failed: string;
  back: string;
  next: string;
  shown: Plural;
  none: string;
  columns: Record<'number' | 'name' | 'country' | 'state' | 'kind' | 'level' | 'workload', string>;
  states: Record<'active' | 'suspended' | 'closed' | 'retired', string>;
  kinds: Record<'unstated' | 'microCredential' | 'certificate' | 'badge', string>;
  institution: Record<
    | 'page'
    | 'registered'
    | 'since'
    | 'held'
    | 'noneHeld'
    | 'given'
    | 'noneGiven'
    | 'notAll'
    | 'mayIssue'
    | 'noType'
    | 'typesFrom'
    | 'right',
    string
  >;
  type: Record<
    'heading' | 'definition' | 'hash' | 'owner' | 'council' | 'retired' | 'issuers' | 'noIssuer',
    string
  >;
  tree: Record<
    | 'grant'
    | 'holder'
    | 'anyType'
    | 'types'
    | 'window'
    | 'mayIssue'
    | 'mayAccredit'
    | 'inForce'
    | 'lapsed'
    | 'offered'
    | 'accepted'
    | 'narrowed'
    | 'suspendedByCouncil'
    | 'suspendedByGrantor'
    | 'withdrawn'
    | 'declined'
    | 'void',
    string
  >;
  /** Why a grant is not in force. */
  lapses: Record<string, string>;
  answer: Record<'yes' | 'no' | 'cannotTell' | 'at' | 'now' | 'nowOpen' | 'by' | 'noDay', string>;
  objections: Record<ObjectionWord, string>;
  doubts: Record<'notYet' | 'noDay' | 'otherBlock' | 'otherTime' | 'notFinalYet', string>;
}
