// SPDX-License-Identifier: Apache-2.0

// Isolates nodes from each other: each runs in a network namespace of its own, with one link to the
// other nodes, which can be moved from one bridge to another, and one link for control.
//
// This works only in a process that has namespaces of its own already, as `scripts/faults` provides
// them: nothing here is visible outside, and all of it disappears with the last process.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const run = (line) => {
  const [program, ...args] = line.split(' ');
  return execute(program, args);
};

/** The bridges between nodes; normally every link is on the first one. */
const BRIDGES = ['left', 'right'];
const CONTROL_BRIDGE = 'ours';
const peerAddress = (place) => `10.77.0.${place + 1}`;
const controlAddress = (place) => `10.78.0.${place + 1}`;
const CONTROL_ADDRESS = '10.78.0.254';

/** The network namespaces of nodes, with the bridges between them. */
export class NetworkNamespaces {
  #names;

  constructor(names) {
    this.#names = names;
  }

  /** Creates namespaces and links for nodes; their names have 8 letters at most. */
  static async create(names) {
    // `ip netns` keeps its names here; a mount of its own leaves the machine's folder untouched.
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

  /** Returns the options of {@link Network#define} that put a node into its namespace. */
  placement(name) {
    const place = this.#names.indexOf(name);
    return {
      host: peerAddress(place),
      rpcHost: controlAddress(place),
      wrap: ['nsenter', `--net=/run/netns/${name}`, '--'],
    };
  }

  /** Cuts nodes off from the others. They still reach each other, and control reaches all. */
  isolate(names) {
    return this.#attach(names, BRIDGES[1]);
  }

  /** Connects all nodes again. */
  reconnect() {
    return this.#attach(this.#names, BRIDGES[0]);
  }

  async #attach(names, bridge) {
    for (const name of names) await run(`ip link set ${name}-peers master ${bridge}`);
  }
}
