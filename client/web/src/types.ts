// SPDX-License-Identifier: Apache-2.0

// The answers of the checks, as `client/page` writes them, and the configuration of the page.

/** The configuration, as `build.mjs` has checked it. */
export interface Config {
  /** The name of the institution that runs the page. */
  name: string;
  /** The language of the page where the browser asks for none that it has. */
  language: string;
  /** The set or the table of sets of validators that is trusted; null for none. */
  trust: object | null;
  /** Answers of `credentials_documentKeys`: hints at keys, which nobody vouches for. */
  keys: object[];
  /** The addresses of nodes that the visitor can have asked. */
  nodes: string[];
  maxAgeOfBundlesInDays: number | null;
  maxAgeOfNodesInDays: number | null;
}

export type Conclusion = 'valid' | 'invalid' | 'cannotTell';

/** A reason, by a word and in an English sentence. */
export interface Reason {
  word: string;
  message: string;
}

/** A grant on the path from an issuer to the council. */
export interface Step {
  id: number;
  holder: number;
  grantor: { council?: true; institution?: number };
  state: string;
  validFrom: string;
  validUntil: string;
}

/** A verdict, as `credentials_verify` returns it, as far as the page draws it. */
export interface Verdict {
  outcome: 'valid' | 'invalid';
  status: { state: string; reason: string | null } | null;
  issuedAt: string | null;
  validUntil: string | null;
  institution: { id: number; name: string; country: string; state: string } | null;
  type: { id: number; level: number | null; workload: number | null } | null;
  accreditation: { id: number; since: string; then: boolean; now: boolean; path: Step[] } | null;
  reissue: { by: number } | null;
  asOf: { blockNumber: number; blockHash: string; time: string | null };
}

/** What is found about a document by one source. */
export interface Finding {
  /** The address of the node, or null for the bundle of the file. */
  node: string | null;
  conclusion: Conclusion;
  objections: Reason[];
  doubts: Reason[];
  verdict: Verdict | null;
  /** The age of the block when it was checked, in milliseconds. */
  age: number | null;
  /** The moment when it was checked, by the clock of the visitor. */
  checkedAt: number;
}

/** What a document says was earned. */
export interface Stated {
  name: string | null;
  language: string | null;
  description: string | null;
  criteria: string | null;
  learner: string | null;
  level: string | null;
  credits: number | null;
  creditUnit: string | null;
  outcomes: string[];
  awarded: string | null;
  validUntil: string | null;
}

/** The rank of a finding, by its first number and then by its second one. */
export type Rank = [number, number];

/** A document, a presentation, or a file that is neither, with the findings about it. */
export interface Entry {
  file: string;
  /** The kinds of the files that it lies in, from the outermost one. */
  within: string[];
  statedHolder: string | null;
  statedIssuer: string | null;
  findings: Finding[];
  /** The rank of each finding: the one with the highest rank says what the document is worth. */
  ranks: Rank[];
  stated: Stated | null;
  /** What a presentation had to be made for when this was checked. */
  audience: Audience;
}

/** What a presentation has to be made for; an empty text states nothing. */
export interface Audience {
  challenge: string;
  domain: string;
}

/** A question to a node. */
export interface Question {
  method: string;
  params: unknown[];
}

/** The name and the content of a file. */
export interface NamedFile {
  name: string;
  content: Uint8Array;
}

/** A file, with those that may belong to it. */
export interface Handed {
  file: NamedFile;
  beside: NamedFile[];
}
