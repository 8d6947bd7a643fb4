// SPDX-License-Identifier: Apache-2.0

// Implements as much of HTTP/1.1 on a persistent connection as a node's answers need.

const HEAD_END = '\r\n\r\n';
const LENGTH = /^content-length: *(\d+)/im;

/** Returns a request in bytes. */
function frame(body, host) {
  const head = [
    'POST / HTTP/1.1',
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}${HEAD_END}${body}`);
}

/** Returns the end of the first message in some bytes, and its body if it is complete. */
function first(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return {};
  const head = bytes.latin1Slice(0, headEnd);
  const length = LENGTH.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
    throw new Error(`an answer that nobody expected: ${head.slice(0, 100)}`);
  }
  const start = headEnd + HEAD_END.length;
  const end = start + Number(length);
  return { end, answer: end <= bytes.length ? bytes.subarray(start, end) : undefined };
}

export const http = { frame, first };
