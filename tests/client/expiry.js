// SPDX-License-Identifier: Apache-2.0

// Tells an expired transaction from one with a bad signature. The chain answers both alike: the hash of
// the block at which a transaction's era begins is signed and not sent, and the bytes hold only the
// place of that block in its period. Once the era has ended, the chain takes the block at the same
// place in the present period, and the signature does not match.
//
// But an earlier block can be asked: if the signature was good there, the transaction has expired.

/** The number of earlier periods that are tried. */
const TRIES = 4;
/** `TransactionSource::External`. */
const EXTERNAL = '02';
/** The answers `Err(Invalid(BadProof))` and `Err(Invalid(AncientBirthBlock))`. */
const NO_SIGNATURE = ['0x010004', '0x010005'];

/**
 * Returns the number of the last block in which a transaction could have been, if it has expired, and
 * `undefined` if it has not, or if the node no longer has the state that would show it.
 */
export async function lastBlockOf(api, hex) {
  const { era } = api.createType('Extrinsic', hex);
  if (!era.isMortalEra) return undefined;
  const next = (await api.rpc.chain.getHeader()).number.toNumber() + 1;
  const period = era.asMortalEra.period.toNumber();
  let last = era.asMortalEra.birth(next) - 1;
  for (let tries = 0; tries < TRIES && last > 0; tries++, last -= period) {
    const answer = await validityBefore(api, last, hex);
    if (answer === undefined) return undefined;
    if (!NO_SIGNATURE.includes(answer)) return last;
  }
  return undefined;
}

/** Returns the chain's answer to a transaction for the block with a number, if the state is there. */
async function validityBefore(api, number, hex) {
  const parent = (await api.rpc.chain.getBlockHash(number - 1)).toHex();
  const call = `0x${EXTERNAL}${hex.slice(2)}${parent.slice(2)}`;
  const method = 'TaggedTransactionQueue_validate_transaction';
  try {
    return (await api.rpc.state.call(method, call, parent)).toHex();
  } catch {
    return undefined;
  }
}
