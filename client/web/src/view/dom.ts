// SPDX-License-Identifier: Apache-2.0

// Makes elements. Text of files only ever becomes text, and never markup.

type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | undefined | false;

/** Returns an element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(key, value === true ? '' : String(value));
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

/** Returns a button that does something. */
export function button(text: string, act: () => void, attributes: Attributes = {}) {
  const element = h('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', act);
  return element;
}

/** Returns a list of terms with what belongs to each; terms without anything are left out. */
export function terms(
  pairs: [string, string | Node | null | undefined][],
): HTMLElement | undefined {
  const there = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (there.length === 0) return undefined;
  const list = h('dl');
  for (const [term, value] of there) {
    const shown = typeof value === 'string' ? isolate(value) : (value as Node);
    list.append(h('dt', {}, term), h('dd', {}, shown));
  }
  return list;
}

/** Returns a text of any direction, which moves nothing around it. */
export function isolate(text: string, attributes: Attributes = {}): HTMLElement {
  return h('bdi', attributes, text);
}

/** Returns a part of a page with a heading. */
export function section(heading: string, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h3', {}, heading), ...children);
}

/** Elements whose text changes with time, with what makes it. */
const living = new Map<HTMLElement, () => string>();

/** Returns an element with a text that is made anew by each `refresh`, as long as it is shown. */
export function live(element: HTMLElement, text: () => string): HTMLElement {
  element.textContent = text();
  living.set(element, text);
  return element;
}

/** Makes texts that change with time anew, and forgets those that are not shown any more. */
export function refresh(): void {
  for (const [element, text] of living)
    if (element.isConnected) element.textContent = text();
    else living.delete(element);
}
