// SPDX-License-Identifier: Apache-2.0

// Sets the faults up on chains of their own, and asks all verifiers about them.

import { makeCases } from './cases.js';
import { ask, isWrong, tableOf } from './table.js';
import { testamur, verifiersOfOthers } from './verifiers.js';
import { World } from './world.js';

/**
 * Tries all faults.
 *
 * @param {string} folder for the files and the chains
 * @param {(text: string) => void} [progress] is told what is done next
 * @returns {Promise<{ rows: object[], table: string[][], wrong: number, others: object[] }>}
 */
export async function tryFaults(folder, progress = () => {}) {
  progress('Two chains are started.');
  const world = await World.start(folder);
  try {
    progress('An institution is accredited, and issues credentials; this takes about a minute.');
    await world.found();
    const { cases, close } = await makeCases(world);
    try {
      progress('The verifiers are asked.');
      const others = await verifiersOfOthers(world);
      const rows = await ask(cases, testamur(world), others);
      const wrong = rows.filter(({ asked, ours }) => isWrong(asked, ours)).length;
      return { rows, table: tableOf(rows, others), wrong, others };
    } finally {
      close();
    }
  } finally {
    await world.close();
  }
}
