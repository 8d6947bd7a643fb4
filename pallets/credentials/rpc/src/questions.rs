// SPDX-License-Identifier: Apache-2.0

//! What evidence is asked for.

use crate::native::verdicts_over;
use pallet_credentials_rpc_api::questions::Question;
use sp_runtime::AccountId32;
use testamur_primitives::{
	register,
	state::{CannotTell, KeyReader},
	AccreditationId, CredentialReference, InstitutionId, ListLabel, Moment, Root, StatusList,
	TypeId, Verdict,
};

/// The questions of one call.
pub(crate) enum Asked {
	/// Verdicts on these references.
	Verdicts(Vec<CredentialReference>),
	/// Records of the register.
	Records(Vec<Question>),
}

impl Asked {
	/// Returns the parameter that holds the questions.
	pub(crate) const fn field(&self) -> &'static str {
		match self {
			Self::Verdicts(_) => "references",
			Self::Records(_) => "records",
		}
	}

	/// Reads what the answers to the questions need, as of a block with this state and time, and returns
	/// the verdicts, if such are asked for.
	pub(crate) fn read<S: KeyReader>(
		&self,
		state: &S,
		now: Moment,
	) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
		match self {
			Self::Verdicts(references) => verdicts_over(state, references, now),
			Self::Records(questions) => {
				questions.iter().try_for_each(|question| read(question, state, now))?;
				Ok(Vec::new())
			},
		}
	}
}

/// Reads what the answer to a question about a record needs.
fn read<S: KeyReader>(
	question: &Question,
	state: &S,
	now: Moment,
) -> Result<(), CannotTell<S::Error>> {
	match *question {
		Question::Institution(id) => {
			let id = InstitutionId(id);
			if register::institution::<_, AccountId32>(state, id)?.is_some() {
				register::accreditations_of::<_, AccountId32>(state, id)?;
			}
		},
		Question::Accreditation(id) => {
			register::accreditation(state, AccreditationId(id), now)?;
		},
		Question::Type(id) => {
			register::credential_type(state, TypeId(id))?;
		},
		Question::Batch { institution, root } => {
			register::batch(state, InstitutionId(institution), Root(root.0))?;
		},
		Question::Authorization { institution, credential_type } => {
			let (institution, of_type) = (InstitutionId(institution), TypeId(credential_type));
			register::authorization::<_, AccountId32>(state, institution, of_type, now)?;
		},
		Question::StatusList { institution, label } => {
			let list = StatusList::open(state, InstitutionId(institution), ListLabel(label.0))?;
			list.map_or(Ok(()), |list| list.parts(0).try_for_each(|part| part.map(drop)))?;
		},
		Question::Log(institution) => {
			register::event_log::<_, AccountId32>(state, institution.map(InstitutionId))?;
		},
	}
	Ok(())
}
