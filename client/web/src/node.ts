// SPDX-License-Identifier: Apache-2.0

// Asks a node over its RPC, by HTTP or by a WebSocket. Nothing that it answers is believed here.

import type { Question } from './types';

/** The time in which a node has to answer, in milliseconds. */
const PATIENCE = 15_000;
/** The most characters of a response. */
const MAX_RESPONSE = 8 << 20;
/** The most characters of all responses, which are kept until the visitor has her answers. */
const MAX_KEPT = 64 << 20;

/** The reason why there is no response, as the checks take it. */
type Gone = 'unreachable' | 'lost' | 'timedOut' | 'tooLarge';
const gone = (why: Gone) => JSON.stringify({ gone: why });
/** The answers of a node of which no other answer is to be expected. */
const AWAY = [gone('unreachable'), gone('lost'), gone('timedOut')];

/** A node, with the answers that it gave so far. */
export class NodeClient {
  #answers = new Map<string, string>();
  #socket: WebSocket | undefined;
  #id = 0;
  /** The characters of the answers that are kept. */
  #kept = 0;
  /** The answer of a node that is gone, to which no other question is put. */
  #gone: string | undefined;

  /** Nobody is asked before the first question. */
  constructor(readonly url: string) {}

  /** Returns the text of the response to a question, or of the reason why there is none. */
  async ask({ method, params }: Question): Promise<string> {
    const key = JSON.stringify({ method, params });
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    // Many files would else wait for a silent node one after the other.
    if (this.#gone !== undefined) return this.#gone;
    const request = JSON.stringify({ jsonrpc: '2.0', id: ++this.#id, method, params });
    const isHttp = /^https?:/.test(this.url);
    const response = await (isHttp ? this.#byHttp(request) : this.#bySocket(request, this.#id));
    const isTooMuch = this.#kept + response.length > MAX_KEPT;
    const answer = isTooMuch ? gone('tooLarge') : response;
    this.#kept += answer.length;
    // After a failure the same question is answered in the same way, and the node is not asked again.
    this.#answers.set(key, answer);
    if (isTooMuch || AWAY.includes(answer)) {
      this.#gone = answer;
      this.close();
    }
    return answer;
  }

  /** Ends the connection, if there is one. */
  close(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  async #byHttp(body: string): Promise<string> {
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        body,
        signal,
        headers: { 'content-type': 'application/json' },
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
        cache: 'no-store',
      });
      return (await readBounded(response)) ?? gone('tooLarge');
    } catch {
      return gone(signal.aborted ? 'timedOut' : 'unreachable');
    }
  }

  async #bySocket(request: string, id: number): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(gone('timedOut')), PATIENCE);
    });
    try {
      return await Promise.race([this.#overSocket(request, id), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #overSocket(request: string, id: number): Promise<string> {
    const socket = (this.#socket ??= new WebSocket(this.url));
    if (socket.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => {
        socket.onopen = socket.onerror = socket.onclose = resolve;
      });
    if (socket.readyState !== WebSocket.OPEN) return gone('unreachable');
    return new Promise((resolve) => {
      socket.onclose = () => resolve(gone('lost'));
      socket.onmessage = ({ data }) => {
        const isText = typeof data === 'string' && data.length <= MAX_RESPONSE;
        if (!isText) resolve(gone('tooLarge'));
        else if (!isToOther(data, id)) resolve(data);
      };
      socket.send(request);
    });
  }
}

/** Returns whether a response names another question than the one with this number. */
function isToOther(response: string, id: number): boolean {
  try {
    const named: unknown = JSON.parse(response)?.id;
    return typeof named === 'number' && named !== id;
  } catch {
    // The checks say that it is not understood.
    return false;
  }
}

/** Returns the text of a response, of which no more is read than there may be. */
async function readBounded(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) return text + decoder.decode();
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MAX_RESPONSE) {
      await reader?.cancel();
      return undefined;
    }
  }
}
