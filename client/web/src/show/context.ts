// SPDX-License-Identifier: Apache-2.0

// What the parts of the view Show have in common.

import type { ShowTexts } from '../texts/show/texts';
import type { Words } from '../words';
import type { Held, HeldFiles } from './held';
import type { OwnModule } from './module';

/** What the parts of the view have in common. */
export interface Context {
  words: Words;
  texts: ShowTexts;
  module: OwnModule;
  held: HeldFiles;
  /** The texts of the credentials that are left out of a presentation: at first, all are in it. */
  leftOut: Set<string>;
  /** What a presentation is to be made for. */
  audience: { challenge: string; domain: string };
  /** The recovery phrase of a new key, until the learner has written it down. */
  secret: { phrase: string | undefined };
  /** Says how something went, for eyes and for screen readers. */
  say(text: string): void;
  /** Does something, and says so if it fails. */
  attempt(act: () => Promise<void>): Promise<void>;
  /** Fills values into a text, each of which keeps its own direction. */
  fill(text: string, values: Record<string, string>): string;
  /** Returns what a refusal is called in the language of the visitor. */
  refusal(word: string, values: Record<string, string>): string;
  /** Draws what depends on the files anew. */
  changed(): void;
  /** Tells anew what a verifier will miss in the chosen credentials. */
  advise(): void;
}

/** Returns the credentials that are to be presented. */
export const chosenOf = ({ held, leftOut }: Context): Held[] =>
  held.credentials().filter(({ credential }) => !leftOut.has(credential.text));

/** Returns what a credential is called. */
export const titleOf = ({ texts }: Context, { credential }: Held): string =>
  credential.stated?.name ?? texts.cards.untitled;
