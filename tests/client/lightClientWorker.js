// SPDX-License-Identifier: Apache-2.0

// The thread of a light client: `lightClient.js` starts it, and ends it with all that smoldot leaves
// running otherwise, such as timers that fire days later.

import { parentPort, workerData } from 'node:worker_threads';

import { start } from 'smoldot';

/** The level of log messages that say why a peer or a vote is refused. */
const DEBUG = 4;

const client = start({
  maxLogLevel: DEBUG,
  logCallback: (level, target, logged) => parentPort.postMessage({ logged }),
  forbidTcp: true,
});
const chain = await client.addChain(workerData);
parentPort.on('message', (request) => chain.sendJsonRpc(request));
for await (const response of chain.jsonRpcResponses) parentPort.postMessage({ response });
