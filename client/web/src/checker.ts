// SPDX-License-Identifier: Apache-2.0

// Calls the checks in their worker. Calls wait for each other, and one that takes too long is ended with the worker.

import type { NodeClient } from './node';
import type { RegisterQuestion, Told } from './register/types';
import type { Audience, Config, Entry, Handed, Question } from './types';
import type { Call, Reply } from './worker';

/** The source of the worker, which the build puts here: a page from a disk can load no worker from a file. */
declare const WORKER_SOURCE: string;

/** The time after which a call is believed to hang, in milliseconds. */
const PATIENCE = 20_000;
const DAY = 86_400_000;
/** The most questions to a node in one inquiry. */
const MAX_QUESTIONS = 1_000;

/** A call that was ended, or that failed. It says nothing about a credential. */
export class CheckFailed extends Error {
  constructor(
    readonly word: 'tookTooLong' | 'checkFailed',
    message: string,
  ) {
    super(message);
    this.name = 'CheckFailed';
  }
}

/** A configuration that the checks do not accept. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
}

const encoder = new TextEncoder();
const json = (value: unknown) => encoder.encode(JSON.stringify(value));
/** Returns an age in days in milliseconds. */
export const inDays = (days: number | null) => (days === null ? null : Math.round(days * DAY));

/** The checks of the page. */
export class Checker {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #gatherings = 0;
  readonly #module: WebAssembly.Module;
  readonly #config: Config;
  /** Files with hints at keys, which a new worker is told again. */
  #keys: Uint8Array[];

  constructor(module: WebAssembly.Module, config: Config) {
    this.#module = module;
    this.#config = config;
    this.#keys = config.keys.map(json);
  }

  /** Adds the hints at keys in a file, and returns whether it is one. */
  async addKeys({ name, content }: Handed['file']): Promise<boolean> {
    const keys = this.#keys;
    const answer = await this.#call<{ keys: boolean }>('add_keys', [json(name), content]);
    if (answer.keys) keys.push(content);
    return answer.keys;
  }

  /** Forgets the hints at keys that were added, after the calls before. */
  forgetKeys(): void {
    this.#keys = this.#config.keys.map(json);
    this.#queue = this.#queue.then(() => this.#end());
  }

  /** Returns what is found about a file by its own proof, without any network. */
  async check(handed: Handed, audience: Audience): Promise<Entry[]> {
    const answer = await this.#call<{ entries: Entry[] }>('check', partsOf(handed, audience));
    return dated(answer.entries, audience);
  }

  /** Begins a gathering of files, about which a node is asked at once. */
  gather(audience: Audience): Gathering {
    const number = ++this.#gatherings;
    const call = <T>(name: string, parts: Uint8Array[]) => this.#call<T>(name, parts);
    return new Gathering(number, audience, call);
  }

  /** Returns what the register shows by the answers of a node. */
  async register(question: RegisterQuestion, node: NodeClient): Promise<Told> {
    const parts = () => [json({ ...question, now: Date.now() })];
    return (await this.#replayed<{ register: Told }>('register', parts, node)).register;
  }

  /** Calls a function with all answers of a node so far, until it has no question to the node any more. */
  async #replayed<T>(name: string, parts: () => Uint8Array[], node: NodeClient): Promise<T> {
    const replies: Uint8Array[] = [];
    for (let count = 0; count < MAX_QUESTIONS; count++) {
      const answer = await this.#call<T & { question?: Question }>(name, [...parts(), ...replies]);
      if (answer.question === undefined) return answer;
      replies.push(json(answer.question), encoder.encode(await node.ask(answer.question)));
    }
    throw new CheckFailed('checkFailed', 'the node was asked too often');
  }

  /** Calls a function after the calls before it. */
  #call<T>(name: string, parts: Uint8Array[]): Promise<T> {
    const called = this.#queue.then(async () => {
      if (this.#worker === undefined) await this.#start();
      return this.#run<T>(name, parts);
    });
    this.#queue = called.catch(() => undefined);
    return called;
  }

  /** Starts a worker, and tells it what is trusted. */
  async #start(): Promise<void> {
    const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    URL.revokeObjectURL(url);
    this.#worker.postMessage(this.#module);
    const { trust, maxAgeOfBundlesInDays, maxAgeOfNodesInDays } = this.#config;
    const settings = {
      maxAgeOfBundles: inDays(maxAgeOfBundlesInDays),
      maxAgeOfNodes: inDays(maxAgeOfNodesInDays),
    };
    try {
      await this.#run('set_up', [json(settings), json(trust), ...this.#keys]);
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** Ends the worker, whatever it does. The next call starts another one. */
  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** Has the worker call a function, and returns its answer. */
  async #run<T>(name: string, parts: Uint8Array[]): Promise<T> {
    const worker = this.#worker;
    if (worker === undefined) throw new CheckFailed('checkFailed', 'there is no worker');
    const reply = await new Promise<Reply>((resolve, reject) => {
      const end = (word: CheckFailed['word'], message: string) => {
        this.#end();
        reject(new CheckFailed(word, message));
      };
      const timer = setTimeout(() => end('tookTooLong', 'the check took too long'), PATIENCE);
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        clearTimeout(timer);
        if ('failed' in data) end('checkFailed', data.failed);
        else resolve(data);
      };
      worker.onerror = ({ message }) => {
        clearTimeout(timer);
        end('checkFailed', message);
      };
      worker.postMessage({ name, parts } satisfies Call);
    });
    const answer = JSON.parse('text' in reply ? reply.text : '');
    const refused = answer.wrong?.message ?? answer.refused?.message;
    if (refused === undefined) return answer as T;
    if (name === 'set_up') throw new ConfigRefused(refused);
    throw new CheckFailed('checkFailed', refused);
  }
}

/** Files that were read for one inquiry. Another gathering takes its place. */
export class Gathering {
  constructor(
    readonly number: number,
    readonly audience: Audience,
    readonly call: <T>(name: string, parts: Uint8Array[]) => Promise<T>,
  ) {}

  /** Adds a file, and returns whether there are enough for one inquiry. */
  async add(handed: Handed): Promise<boolean> {
    const parts = [json(this.number), ...partsOf(handed, this.audience)];
    return (await this.call<{ isFull: boolean }>('gather', parts)).isFull;
  }

  /** Returns what is found about each of the files with the answers of a node. */
  async ask(node: NodeClient): Promise<Entry[][]> {
    const replies: Uint8Array[] = [];
    for (let count = 0; count < MAX_QUESTIONS; count++) {
      const question = json({ now: Date.now(), gathering: this.number, node: node.url });
      const answer = await this.call<Answer>('ask', [question, ...replies]);
      if (answer.files !== undefined)
        return answer.files.map((entries) => dated(entries, this.audience));
      if (answer.question === undefined) break;
      replies.push(json(answer.question), encoder.encode(await node.ask(answer.question)));
    }
    throw new CheckFailed('checkFailed', 'the node was asked too often');
  }
}

/** The answer to a question about a gathering: what is found about each file, or what a node has to answer first. */
interface Answer {
  files?: Entry[][];
  question?: Question;
}

/** Returns entries with the moment when they were checked, by which ages grow, and with what they were checked for. */
function dated(entries: Entry[], audience: Audience): Entry[] {
  const checkedAt = Date.now();
  const date = (entry: Entry) => entry.findings.map((finding) => ({ ...finding, checkedAt }));
  return entries.map((entry) => ({ ...entry, findings: date(entry), audience }));
}

/** Returns the parts of a request that are the same for all questions about a file. */
function partsOf({ file, beside }: Handed, audience: Audience): Uint8Array[] {
  const question = {
    now: Date.now(),
    name: file.name,
    beside: beside.map(({ name }) => name),
    challenge: audience.challenge === '' ? null : audience.challenge,
    domain: audience.domain === '' ? null : audience.domain,
  };
  return [json(question), file.content, ...beside.map(({ content }) => content)];
}
