// SPDX-License-Identifier: Apache-2.0

// Presents the chosen credentials to a verifier: what the verifier gave, the password, and the signed file.

import { save } from '../saving';
import { h } from '../view/dom';
import { field, form } from '../view/forms';
import { chosenOf, titleOf, type Context } from './context';

/** The name of the file of a presentation. */
const PRESENTATION = 'presentation.json';

/** What is missed where a credential does not name the key as that of its learner. */
const MISSED = { holder: undefined, other: 'otherLearner', unnamed: 'unnamed' } as const;

/** Returns the form that signs a presentation, and what tells anew what a verifier will miss. */
export function presenting(own: Context): { section: HTMLElement; advise(): void } {
  const { present } = own.texts;
  const text = (member: 'challenge' | 'domain') => {
    const { input, parts } = field(present[member], `own-${member}`, 'text');
    input.value = own.audience[member];
    input.addEventListener('input', () => (own.audience[member] = input.value.trim()));
    return parts;
  };
  const password = field(present.password, 'own-password', 'password');
  const take = () => {
    const { value } = password.input;
    password.input.value = '';
    return value;
  };
  const parts = [...text('challenge'), ...text('domain'), ...password.parts];
  const advice = h('ul', { id: 'advice' });
  const section = h(
    'section',
    { id: 'presenting', 'aria-labelledby': 'own-presenting' },
    h('h2', { id: 'own-presenting' }, present.heading),
    h('p', { class: 'note' }, present.lead),
    advice,
    form('present', parts, present.sign, () => own.attempt(() => sign(own, take()))),
    h('p', { class: 'note' }, present.onlyFor),
  );
  return { section, advise: () => void own.attempt(() => drawAdvice(own, advice)) };
}

/** Says what the verifier will miss in the chosen credentials. */
async function drawAdvice(own: Context, list: HTMLElement): Promise<void> {
  const { texts, held } = own;
  const chosen = chosenOf(own);
  const did = held.key()?.did;
  if (did === undefined || chosen.length === 0) return list.replaceChildren();
  const relations = await own.module.relate(
    did,
    chosen.map(({ credential }) => credential.text),
  );
  const lines = relations.flatMap(({ subject, hasAnchor }, place) => {
    const title = chosen[place] === undefined ? '' : titleOf(own, chosen[place]);
    const missed = [MISSED[subject], hasAnchor ? undefined : ('noAnchor' as const)];
    return missed.flatMap((word) =>
      word === undefined
        ? []
        : [h('li', { 'data-word': word }, own.fill(texts.present[word], { title }))],
    );
  });
  list.replaceChildren(...lines);
}

/** Signs a presentation, and saves it. */
async function sign(own: Context, password: string): Promise<void> {
  const { texts, held, audience } = own;
  const key = held.key();
  if (key === undefined) return own.say(own.refusal('noKey', {}));
  own.say(texts.present.signing);
  const chosen = chosenOf(own).map(({ credential }) => credential.text);
  const { domain } = audience;
  const text = await own.module.present({ ...audience }, password, key.content, chosen);
  save(PRESENTATION, 'application/json', text);
  own.say(own.fill(texts.present.signed, { file: PRESENTATION, domain }));
}
