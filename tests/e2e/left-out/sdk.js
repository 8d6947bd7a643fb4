// SPDX-License-Identifier: Apache-2.0

// The calls of the SDK's pallets, with complete arguments, and what clients may leave out of them
// without harm.

import { account } from '../../client/chain.js';

const KEPT = '0x0102';
const MEMBER = account('//Alice');
const NEWCOMER = account('//New').address;
const LENGTH_BOUND = 1_000;
const WEIGHT_BOUND = { refTime: 1_000_000_000, proofSize: 1_000 };

/**
 * The parts whose absence is accepted, each with the reason why it does no harm, or where it is warned
 * of.
 */
export const HARMLESS_IN_SDK = {
  'council.close.lengthBound': 'of a motion that has failed, the call is not looked at',
  'council.close.proposalWeightBound': 'the same',
  'council.close.proposalWeightBound.proofSize': 'the same',
  'council.close.proposalWeightBound.refTime': 'the same',
  'council.disapproveProposal.proposalHash': 'there is no motion of zeroes',
  'council.propose.proposal': 'an empty remark is proposed, which changes nothing',
  'council.propose.threshold': 'the call is made at once with the power of one seat, and this council has no more',
  'council.vote.approve': 'a vote is no then, which docs/rpc.md warns of',
  'system.remark.remark': 'a remark changes nothing',
  'system.remarkWithEvent.remark': 'a remark changes nothing',
  'utility.asDerivative.call': 'an empty remark changes nothing',
  'utility.asDerivative.index': 'another account of the same signer, which docs/rpc.md warns of',
  'utility.batch.calls': 'a batch without a call changes nothing',
  'utility.batch.calls[]': 'an empty remark changes nothing',
  'utility.forceBatch.calls': 'a batch without a call changes nothing',
  'utility.forceBatch.calls[]': 'an empty remark changes nothing',
  'utility.ifElse.fallback': 'an empty remark is the second choice, which docs/rpc.md warns of',
  'utility.ifElse.main': 'an empty remark is the first choice, which docs/rpc.md warns of',
};

/**
 * The calls that are not tried, with the reason. Those of the root are carried by three quarters of
 * the council; docs/rpc.md names the ones that do harm where something is left out.
 */
export const NOT_TRIED = {
  'council.execute': 'it does what the call in it does, at once and for the member alone',
  'council.releaseProposalCost': 'a motion costs nothing',
  'council.setMembers': 'nobody may',
  'councilMembership.changeKey': 'nobody may',
  'councilMembership.clearPrime': 'it has no argument',
  'councilMembership.resetMembers': 'nobody may',
  'grandpa.noteStalled': 'root',
  'grandpa.reportEquivocation': 'it takes a proof',
  'grandpa.reportEquivocationUnsigned': 'it takes a proof',
  'session.purgeKeys': 'nobody may',
  'session.setKeys': 'it takes a proof',
  'system.applyAuthorizedUpgrade': 'it takes the code of an authorized hash',
  'system.authorizeUpgrade': 'root',
  'system.authorizeUpgradeWithoutChecks': 'root',
  'system.killPrefix': 'root',
  'system.killStorage': 'root',
  'system.setCode': 'root',
  'system.setCodeWithoutChecks': 'root',
  'system.setHeapPages': 'root',
  'system.setStorage': 'root',
  'timestamp.set': 'the author of a block makes it',
  'txPause.unpause': 'no call is paused here, and it names one that is',
  'utility.dispatchAs': 'root',
  'utility.dispatchAsFallible': 'root',
  'utility.withWeight': 'root',
};

/** Why a complete call is refused here, where it is. */
export const REFUSED_COMPLETE = {
  // The council of the development chain has a single seat, which stays.
  'councilMembership.removeMember': 'BadOrigin',
  // A trial is such a batch already, which takes no other one.
  'utility.batchAll': 'system.CallFiltered',
};

/**
 * Proposes motions that one vote does not carry, and returns the calls of the SDK with complete
 * arguments, and their signers, none for the council.
 */
export async function callsOfSdk({ api, chain }) {
  const remark = api.tx.system.remark(KEPT);
  // The first motion has the number 0, which is what a missing number becomes.
  const propose = (text) => api.tx.council.propose(2, api.tx.system.remark(text), LENGTH_BOUND);
  await chain.send(propose('0x04'), MEMBER);
  const proposed = await chain.send(propose(KEPT), MEMBER);
  const { data } = proposed.events.find(({ method }) => method === 'Proposed');
  const [, number, motionHash] = data;
  const [hash, index] = [motionHash.toHex(), number.toNumber()];
  return [
    ['council.close', [hash, index, WEIGHT_BOUND, LENGTH_BOUND], MEMBER],
    ['council.disapproveProposal', [hash]],
    ['council.kill', [hash]],
    ['council.vote', [hash, index, true], MEMBER],
    ['council.propose', [2, api.tx.system.remark('0x03'), LENGTH_BOUND], MEMBER],
    ['councilMembership.addMember', [NEWCOMER]],
    ['councilMembership.removeMember', [MEMBER.address]],
    ['councilMembership.setPrime', [MEMBER.address]],
    ['councilMembership.swapMember', [MEMBER.address, NEWCOMER]],
    ['system.remark', [KEPT], MEMBER],
    ['system.remarkWithEvent', [KEPT], MEMBER],
    ['txPause.pause', [['Credentials', 'anchor_many']]],
    ['utility.asDerivative', [7, remark], MEMBER],
    ['utility.batch', [[remark]], MEMBER],
    ['utility.batchAll', [[remark]], MEMBER],
    ['utility.forceBatch', [[remark]], MEMBER],
    ['utility.ifElse', [remark, remark], MEMBER],
  ];
}

