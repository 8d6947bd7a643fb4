// SPDX-License-Identifier: Apache-2.0

// The client process. It is separate so that it does nothing else while it asks, and so that its
// processor time can be told apart.
//
// It receives the batches to ask about, then one request to ask after the other, and answers each.

import { cpuSeconds } from '../machine.js';
import { openHttp } from './http.js';
import { load } from './load.js';
import { isRight, looksRight, QUESTIONS } from './questions.js';
import { openWebSocket } from './websocket.js';

/** The functions that open connections, by transport. */
const OPEN = { http: openHttp, ws: openWebSocket };

let subject;
let bodies = new Map();

/** Returns the requests of a question in bytes, which are built on first use. */
function bodiesOf(name) {
  if (!bodies.has(name)) {
    bodies.set(
      name,
      QUESTIONS[name].bodies(subject).map((body) => Buffer.from(body)),
    );
  }
  return bodies.get(name);
}

/** Sets the batches to ask about. */
function setSubject({ subject: given }) {
  subject = given;
  bodies = new Map();
  return {};
}

/** Returns the processor time that this process has used, in microseconds. */
function ownMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function assertRight(name, answer) {
  if (isRight(QUESTIONS[name], answer)) return;
  throw new Error(`a wrong answer to ${name}: ${answer.toString('utf8', 0, 300)}`);
}

/** Asks one question over and over, and returns the result. */
async function ask({ question: name, transport, connections, host, port, pid, warmUp, span }) {
  const question = QUESTIONS[name];
  const requests = bodiesOf(name);
  const open = await Promise.all(
    Array.from({ length: connections }, () => OPEN[transport]({ host, port })),
  );
  // The start is random, so that no question finds what an earlier one has loaded into caches.
  let place = Math.floor(Math.random() * requests.length);
  const next = () => requests[place++ % requests.length];
  let last;
  const look = (answer) => {
    if (!looksRight(question, answer)) assertRight(name, answer);
    last = answer;
  };
  try {
    const [connection] = open;
    assertRight(
      name,
      await new Promise((resolve, reject) => connection.ask(next(), resolve, reject)),
    );
    const meter = () => ({ node: cpuSeconds(pid) * 1e6, client: ownMicros() });
    const result = await load({ connections: open, next, look, warmUp, span, meter });
    assertRight(name, last);
    return result;
  } finally {
    open.forEach((connection) => connection.close());
  }
}

const TASKS = { setSubject, ask };

process.on('message', async ({ task, ...options }) => {
  try {
    process.send({ result: await TASKS[task](options) });
  } catch (error) {
    process.send({ error: error.stack });
  }
});
// Without its parent process there is nobody to answer.
process.on('disconnect', () => process.exit());
