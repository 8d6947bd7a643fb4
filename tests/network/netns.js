// SPDX-License-Identifier: Apache-2.0

// Machines that can be cut off: each node in a network namespace of its own, with one cable to the
// others, which can be moved from one switch to another, and one for us to ask it over.
//
// Only for a process that has namespaces of its own already, as `scripts/faults` gives it: nothing
// here is visible outside, and all of it is gone with the last process.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const run = (line) => {
  const [program, ...args] = line.split(' ');
  return execute(program, args);
};

/** Two switches; in quiet times every cable is in the first. */
const BRIDGES = ['left', 'right'];
const CONTROL_BRIDGE = 'ours';
const peerAddress = (place) => `10.77.0.${place + 1}`;
const controlAddress = (place) => `10.78.0.${place + 1}`;
const CONTROL_ADDRESS = '10.78.0.254';

export class NetworkNamespaces {
  #names;

  constructor(names) {
    this.#names = names;
  }

  /** Lay cables for nodes of these names; a name is 8 letters at most. */
  static async create(names) {
    // Where `ip netns` keeps its names; what the machine has there stays as it is.
    await run('mount -t tmpfs tmpfs /run');
    for (const name of [...BRIDGES, CONTROL_BRIDGE]) {
      await run(`ip link add ${name} type bridge`);
      await run(`ip link set ${name} up`);
    }
    await run(`ip addr add ${CONTROL_ADDRESS}/24 dev ${CONTROL_BRIDGE}`);
    for (const [place, name] of names.entries()) {
      await run(`ip netns add ${name}`);
      await run(`ip -n ${name} link set lo up`);
      for (const [kind, bridge, address] of [
        ['peers', BRIDGES[0], peerAddress(place)],
        ['rpc', CONTROL_BRIDGE, controlAddress(place)],
      ]) {
        const end = `${name}-${kind}`;
        await run(`ip link add ${end} type veth peer name ${kind} netns ${name}`);
        await run(`ip link set ${end} master ${bridge} up`);
        await run(`ip -n ${name} addr add ${address}/24 dev ${kind}`);
        await run(`ip -n ${name} link set ${kind} up`);
      }
    }
    return new NetworkNamespaces(names);
  }

  /** What {@link Network#define} needs to know to put a node there. */
  placement(name) {
    const place = this.#names.indexOf(name);
    return {
      host: peerAddress(place),
      rpcHost: controlAddress(place),
      wrap: ['nsenter', `--net=/run/netns/${name}`, '--'],
    };
  }

  /** Cut these off from the others. They still reach each other, and we reach everybody. */
  isolate(names) {
    return this.#attach(names, BRIDGES[1]);
  }

  /** Bring everybody together again. */
  reconnect() {
    return this.#attach(this.#names, BRIDGES[0]);
  }

  async #attach(names, bridge) {
    for (const name of names) await run(`ip link set ${name}-peers master ${bridge}`);
  }
}
