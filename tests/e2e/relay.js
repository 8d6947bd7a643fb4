// SPDX-License-Identifier: Apache-2.0

// Relays the connections to a port to a socket in the file system, which is seen from other
// namespaces as well. It prints a line once it listens.

import { connect, createServer } from 'node:net';

const [path, port] = process.argv.slice(2);
const server = createServer((client) => {
  const other = connect(path);
  for (const [from, to] of [
    [client, other],
    [other, client],
  ]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
  }
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
