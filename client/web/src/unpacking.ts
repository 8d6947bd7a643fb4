// SPDX-License-Identifier: Apache-2.0

// Modules in WebAssembly that scripts of the page state: deflated, in base64.

/** Returns the module in a text. */
export async function compiled(text: string): Promise<WebAssembly.Module> {
  const packed = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}
