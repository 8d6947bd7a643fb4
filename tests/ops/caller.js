// SPDX-License-Identifier: Apache-2.0

// Opens connections to a load balancer from one address, prints how many were let in, and holds
// them until its input ends.
//
//   node caller.js HOST PORT LOCAL COUNT

import { connect } from 'node:tls';

const [host, port, localAddress, count] = process.argv.slice(2);

const open = () =>
  new Promise((resolve) => {
    const options = { host, port: Number(port), localAddress, rejectUnauthorized: false };
    const socket = connect(options, () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });

const opened = await Promise.all(Array.from({ length: Number(count) }, open));
process.stdout.write(`${opened.filter(Boolean).length}\n`);
process.stdin.resume().once('end', () => process.exit());
