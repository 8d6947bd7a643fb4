// SPDX-License-Identifier: Apache-2.0

// The view Register: what is on the public register, as a node proves it that the visitor has asked.

import { CheckFailed, ConfigRefused, type Checker } from '../checker';
import { NodeClient } from '../node';
import { registerTexts } from '../texts/register';
import type { Config } from '../types';
import { button, h } from '../view/dom';
import type { View } from '../view/views';
import type { Words } from '../words';
import { answers } from './asked';
import { controls, emptyForm, type Form } from './controls';
import { institutionTable, toNext, typeTable } from './lists';
import { Shown } from './shown';
import { credentialType, institution } from './single';
import { tree } from './tree';
import type {
  Asked,
  CredentialType,
  GrantsFound,
  Institution,
  InstitutionFound,
  Listed,
  RegisterQuestion,
  Told,
  TypeFound,
} from './types';

/** The most questions to which the visitor can go back. */
const MAX_BACK = 50;

/** An answer with the question to which it is one. */
interface Answered {
  question: RegisterQuestion;
  node: string;
  told: Told;
}

/** The view Register. */
export class Register implements View {
  readonly name = 'register';
  readonly #form: Form;
  #words: Words | undefined;
  /** What was asked before, and can be gone back to. */
  #before: RegisterQuestion[] = [];
  #answered: Answered | undefined;
  /** The reason why there is no answer, where it is none of the checks. */
  #failure: string | undefined;
  /** The number of the present question: answers to earlier ones are not shown any more. */
  #work = 0;
  readonly #results = h('div', { id: 'register-results' });
  readonly #status = h('p', { role: 'status', id: 'register-status' });

  constructor(
    readonly config: Config,
    /** The checks, or nothing where they cannot be had. */
    readonly checker: Promise<Checker | undefined>,
  ) {
    this.#form = emptyForm(config.nodes);
  }

  title({ locale }: Words): string {
    return registerTexts(locale).view;
  }

  take(): void {
    // Files have nothing to do with the register.
  }

  draw(words: Words): HTMLElement[] {
    this.#words = words;
    const texts = registerTexts(words.locale);
    const head = [h('h1', {}, texts.title), h('p', { class: 'lead' }, texts.lead)];
    if (this.config.nodes.length === 0) return [...head, h('p', {}, texts.noNodes)];
    this.#say('');
    this.#drawResults();
    const ask = (question: RegisterQuestion) => void this.#ask(question);
    const say = (text: string) => this.#say(text);
    const parts = controls(words, this.config.nodes, this.#form, { ask, say });
    return [...head, ...parts, this.#status, this.#results];
  }

  /** Asks the node that the visitor has chosen, and shows what it proves. */
  async #ask(question: RegisterQuestion, isBack = false): Promise<void> {
    const work = ++this.#work;
    const words = this.#words as Words;
    const texts = registerTexts(words.locale);
    const former = this.#answered?.question;
    if (former !== undefined && !isBack) this.#before = [...this.#before, former].slice(-MAX_BACK);
    // No answer stays on show as one to another question.
    this.#answered = undefined;
    this.#failure = undefined;
    this.#drawResults();
    const { node: url } = this.#form;
    this.#say(words.fill(texts.asking, { node: url }));
    const node = new NodeClient(url);
    try {
      const checker = await this.checker;
      if (checker === undefined) throw new CheckFailed('checkFailed', words.texts.noTrust);
      const told = await checker.register(question, node);
      if (work === this.#work) this.#answered = { question, node: url, told };
    } catch (error) {
      if (work === this.#work) this.#failure = this.#reason(error);
    }
    node.close();
    if (work !== this.#work) return;
    this.#say(this.#failure === undefined ? texts.done : '');
    this.#drawResults();
    this.#results.querySelector<HTMLElement>('h2, .frame, .failure')?.focus();
  }

  /** Returns why a question could not be put to the checks. */
  #reason(error: unknown): string {
    const { texts, locale } = this.#words as Words;
    const why = error instanceof Error ? error.message : String(error);
    const { failed } = registerTexts(locale);
    const form = error instanceof ConfigRefused ? texts.badTrust : failed;
    return (this.#words as Words).fill(form, { why });
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #drawResults(): void {
    const words = this.#words as Words;
    const texts = registerTexts(words.locale);
    if (this.#failure !== undefined) {
      const failure = h('p', { class: 'failure', tabindex: -1 }, this.#failure);
      this.#results.replaceChildren(failure);
      return;
    }
    if (this.#answered === undefined) return this.#results.replaceChildren();
    const { question, node, told } = this.#answered;
    const back = () => {
      const last = this.#before.pop();
      if (last !== undefined) void this.#ask(last, true);
    };
    const ask = (about: RegisterQuestion['about']) => void this.#ask({ at: question.at, about });
    const shown = new Shown(words, node, ask);
    const toFormer = () => button(texts.back, back, { class: 'quiet', id: 'back' });
    this.#results.replaceChildren(
      ...(this.#before.length > 0 ? [toFormer()] : []),
      ...answer(shown, question, told),
    );
  }
}

/** Returns what the register shows, with the block that shows it, or why nothing is told. */
function answer(shown: Shown, { about }: RegisterQuestion, told: Told): HTMLElement[] {
  const { texts } = shown;
  if (told.doubt !== null) {
    const heading = h('h2', { class: 'answer', tabindex: -1 }, `? ${texts.answer.cannotTell}`);
    const attributes = { class: 'card cannotTell', 'data-word': told.doubt.word };
    return [h('article', attributes, heading, shown.doubt(told.doubt))];
  }
  if ('accredited' in about) return answers(shown, about.accredited, told.found as Asked[]);
  return [...drawn(shown, about, told.found), ...shown.moment(told.asOf)];
}

/** Returns a part of the register. */
function drawn(shown: Shown, about: RegisterQuestion['about'], found: unknown): HTMLElement[] {
  const { texts } = shown;
  if (found === null) return [h('h2', { tabindex: -1 }, texts.none)];
  if ('institutions' in about) return institutionTable(shown, found as Listed<Institution>);
  if ('types' in about) return typeTable(shown, found as Listed<CredentialType>);
  if ('institution' in about) return institution(shown, found as InstitutionFound);
  if ('type' in about) return credentialType(shown, found as TypeFound);
  const { items, next, institutions } = found as GrantsFound;
  const heading = h('h2', { tabindex: -1 }, texts.browse.grants);
  if (items.length === 0) return [heading, h('p', {}, texts.none)];
  const count = h('p', { class: 'note' }, shown.words.plural(texts.shown, items.length));
  const more = toNext(shown, next, (from) => ({ grants: from }));
  return [heading, tree(shown, items, institutions), count, ...more];
}
