// SPDX-License-Identifier: Apache-2.0

// The views of the page beside that in which files are verified, and what leads from one to another.

import type { Readable } from '../files';
import type { Words } from '../words';
import { button, h } from './dom';

/** A view beside that in which files are verified. */
export interface View {
  name: string;
  /** Returns what it is called in a language. */
  title(words: Words): string;
  /** Returns what it shows in a language. What the visitor has done so far stays. */
  draw(words: Words): HTMLElement[];
  /** Takes files that are dropped or pasted while it is shown. */
  take(files: Readable[]): void;
}

/** Returns what leads to each view; the present one has no name of a view where files are verified. */
export function navigation(
  label: string,
  views: { name: string | undefined; title: string }[],
  present: string | undefined,
  to: (name: string | undefined) => void,
): HTMLElement {
  const list = h('ul');
  for (const { name, title } of views) {
    const isPresent = name === present;
    const id = `view-${name ?? 'verify'}`;
    const lead = button(title, () => to(name), { id, 'aria-current': isPresent && 'page' });
    list.append(h('li', {}, lead));
  }
  return h('nav', { 'aria-label': label }, list);
}
