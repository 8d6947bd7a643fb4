// SPDX-License-Identifier: Apache-2.0

// Implements as much of RFC 6455 as a node's answers need. The package `ws` would do as well, at
// several times the cost: its streams, masks and checks are for peers that are not trusted.

import { randomBytes } from 'node:crypto';

const HEAD_END = '\r\n\r\n';

const FINAL = 0x80;
const TEXT = 0x1;
const PING = 0x9;
const PONG = 0xa;

/** The second byte of a frame holds the mask bit and a length, or the length of the length. */
const MASKED = 0x80;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * Returns a frame in bytes. The mask that a client must give is zero, which leaves the text as it
 * is.
 */
function frame(body, _host, kind = TEXT) {
  const payload = Buffer.from(body);
  const { length } = payload;
  const head = Buffer.alloc(length < TWO_BYTES ? 6 : length < 65_536 ? 8 : 14);
  head[0] = FINAL | kind;
  if (length < TWO_BYTES) {
    head[1] = MASKED | length;
  } else if (length < 65_536) {
    head[1] = MASKED | TWO_BYTES;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = MASKED | EIGHT_BYTES;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/** Returns the end of the first frame in some bytes, and its payload if it is complete. */
function first(bytes) {
  if (bytes.length < 2) return {};
  let start = 2;
  let length = bytes[1];
  if (length === TWO_BYTES) {
    if (bytes.length < 4) return {};
    length = bytes.readUInt16BE(2);
    start = 4;
  } else if (length === EIGHT_BYTES) {
    if (bytes.length < 10) return {};
    length = Number(bytes.readBigUInt64BE(2));
    start = 10;
  }
  const end = start + length;
  if (end > bytes.length) return { end };
  const payload = bytes.subarray(start, end);
  if (bytes[0] === (FINAL | TEXT)) return { end, answer: payload };
  if (bytes[0] === (FINAL | PING)) return { end, reply: frame(payload, undefined, PONG) };
  throw new Error(`a frame that nobody expected: it begins with 0x${bytes.toString('hex', 0, 2)}`);
}

/** Parses the answer to a handshake, which is HTTP. */
function handshakeResponse(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return {};
  const head = bytes.latin1Slice(0, headEnd);
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`no WebSocket: ${head.slice(0, 100)}`);
  return { end: headEnd + HEAD_END.length, answer: bytes.subarray(0, headEnd) };
}

/** Turns a connection into a WebSocket. */
function handshake(connection, host) {
  const question = [
    'GET / HTTP/1.1',
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
  ].join('\r\n');
  return new Promise((resolve, reject) => {
    connection.setProtocol({ first: handshakeResponse });
    connection.ask(
      `${question}${HEAD_END}`,
      () => {
        connection.setProtocol(websocket);
        resolve();
      },
      reject,
    );
  });
}

export const websocket = { frame, first, handshake };
