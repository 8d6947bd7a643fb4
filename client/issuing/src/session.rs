// SPDX-License-Identifier: Apache-2.0

//! The folder of a cohort, which one process holds at a time, and the steps up to the batch.

use crate::{
	cohort::{Cohort, INDEX},
	disk::{create_folders, Disk},
	fault::Fault,
	journal::{unwritable, Journal},
	listing::{Listing, NamedLists},
	order::{label, shuffled, Randomness},
	plan::{Plan, VERSION},
	preflight::{Offer, Request},
	signing::{sign_all, Places, Signing},
	watch::Watch,
};
use std::path::{Path, PathBuf};
use testamur_documents::anchor::Genesis;
use testamur_json::{hex::Hash, multikey::Multikey};
use testamur_primitives::{
	hash::{Sha256, Software},
	merkle::{Tree, TreeError},
	AccreditationId, InstitutionId,
};

/// The name of the folder of the journal, in the folder of a cohort.
pub const JOURNAL: &str = "journal";
/// The name of the file that is locked.
const LOCK: &str = "lock";
/// The name of the record of what is sent, in the journal. It holds nothing while no transaction can be under way.
pub(crate) const SENT: &str = "sent";
/// The name of the receipt in the journal.
pub(crate) const RECEIPT: &str = "receipt";
/// The name of the plan. When it is there, all that is needed to go on is there.
pub(crate) const PLAN: &str = "plan";

/// The folder of a cohort, of which this process holds the lock.
pub struct Session<'d, D: Disk> {
	pub(crate) folder: PathBuf,
	pub(crate) journal: Journal<'d, D>,
	/// The lock, until the session is dropped.
	_lock: D::Lock,
}

impl<'d, D: Disk> Session<'d, D> {
	/// Takes a folder for a cohort: a new or empty one, or one in which a cohort was begun.
	///
	/// # Errors
	///
	/// Refuses a folder in which another process works, and one with files of others.
	pub fn open(disk: &'d D, folder: &Path) -> Result<Self, Fault> {
		let fault = |error| Fault::Disk { act: "read", path: folder.to_path_buf(), error };
		let names = disk.names(folder).map_err(fault)?;
		let is_begun = names.iter().any(|name| name == JOURNAL);
		if let Some(name) = names.first().filter(|_| !is_begun) {
			let name = name.to_string_lossy().into_owned();
			return Err(Fault::OtherFiles { folder: folder.to_path_buf(), name });
		}
		let place = folder.join(JOURNAL);
		create_folders(disk, &place).map_err(|error| unwritable(&place, error))?;
		let file = place.join(LOCK);
		let lock = disk.lock(&file).map_err(|error| unwritable(&file, error))?;
		let lock = lock.ok_or_else(|| Fault::Locked(folder.to_path_buf()))?;
		Ok(Self { folder: folder.to_path_buf(), journal: Journal::new(disk, &place), _lock: lock })
	}

	/// Returns the plan of an earlier run, or `None` if it had not come so far. `institution` is that of the
	/// account, and `genesis` that of the chain, where they are known.
	///
	/// # Errors
	///
	/// Refuses the plan of another cohort, and a damaged one.
	pub fn resume(
		&self,
		cohort: &Cohort<'_>,
		request: &Request,
		genesis: Option<Genesis>,
		institution: Option<InstitutionId>,
	) -> Result<Option<Plan>, Fault> {
		let damaged = |why: &str| Fault::Damaged { path: self.journal.path(PLAN), why: why.into() };
		let Some(plan) = self.journal.read_sealed::<Plan>(PLAN)? else {
			return match self.is_issued()? {
				true => Err(damaged("it is missing, although this cohort was sent to a chain")),
				false => Ok(None),
			};
		};
		if plan.version != VERSION {
			return Err(damaged("it is of another version of this program"));
		}
		let size = plan.size();
		if plan.learners.is_empty() || plan.learners.iter().any(|learner| *learner >= size) {
			return Err(damaged("a learner of the batch is none of the list"));
		}
		let anchoring = plan.anchoring();
		let is_grant = |grant: AccreditationId| grant == anchoring.accreditation;
		let differs = [
			("template", plan.template.0 != cohort.template_hash()),
			("list", plan.index.0 != Software::hash(&cohort.index()?)),
			("type", anchoring.type_id != request.type_id),
			("grant", !request.grant.is_none_or(is_grant)),
			("chain", genesis.is_some_and(|genesis| genesis != plan.genesis())),
			("status lists", !is_of(plan.listing.as_ref(), cohort.lists)),
			("institution", institution.is_some_and(|id| id != anchoring.institution)),
		];
		match differs.into_iter().find(|(_, differs)| *differs) {
			Some((what, _)) => Err(Fault::OtherCohort { folder: self.folder.clone(), what }),
			None => Ok(Some(plan)),
		}
	}

	/// Returns whether something was sent, or there is a receipt or a file that only a batch with one has.
	fn is_issued(&self) -> Result<bool, Fault> {
		let fault = |error| Fault::Disk { act: "read", path: self.folder.clone(), error };
		let names = self.journal.disk().names(&self.folder).map_err(fault)?;
		let is_recorded =
			self.journal.read(RECEIPT)?.is_some() || self.journal.read(SENT)?.is_some();
		Ok(is_recorded || names.iter().any(|name| name != JOURNAL))
	}

	/// Builds and signs the documents in a random order, and writes all that is needed to go on to the
	/// journal. When this returns, it is on the disk for good.
	///
	/// # Errors
	///
	/// Returns why there is no plan. A later run begins anew then.
	pub fn prepare(
		&self,
		cohort: &Cohort<'_>,
		offer: &Offer,
		genesis: Genesis,
		signing: &Signing<'_>,
		random: &mut impl Randomness,
		watch: &mut impl Watch,
	) -> Result<Plan, Fault> {
		let index = cohort.index()?;
		let learners = shuffled(cohort.size()?, random)?;
		let listing = match cohort.lists {
			Some(lists) => Some(Listing::new(lists, label(random)?)),
			None => None,
		};
		let places = Places { listing: listing.as_ref(), institution: offer.institution };
		let documents =
			sign_all(cohort, (&learners, places), signing, &self.journal, random, watch)?;
		let tree = Tree::new(&documents.leaves).map_err(|error| equal(error, &learners))?;
		self.journal.write(INDEX, &index)?;
		// The plan names the other files, so their names last before it has one.
		self.journal.sync()?;
		let plan = Plan {
			version: VERSION,
			genesis: Hash(genesis.0),
			institution: offer.institution.0,
			accreditation: offer.accreditation.0,
			type_id: offer.type_id.0,
			valid_until: documents.valid_until,
			key: Multikey(signing.signer.public_key()),
			key_number: offer.key_number,
			root: Hash(tree.root().0),
			template: Hash(cohort.template_hash()),
			index: Hash(Software::hash(&index)),
			parts: documents.parts,
			learners,
			listing,
		};
		self.journal.put_sealed(PLAN, &plan)?;
		Ok(plan)
	}
}

/// Returns whether the status list of a plan is one of those that are stated, or there is none and none is stated.
fn is_of(listing: Option<&Listing>, lists: Option<&NamedLists>) -> bool {
	match (listing, lists) {
		(Some(listing), Some(lists)) => listing.is_of(lists),
		(listing, lists) => listing.is_none() && lists.is_none(),
	}
}

/// Returns the fault of documents of which there is no tree.
fn equal(error: TreeError, learners: &[u32]) -> Fault {
	let learner = |place: u32| {
		let place = usize::try_from(place).unwrap_or(usize::MAX);
		learners.get(place).copied().unwrap_or_default().saturating_add(1)
	};
	match error {
		TreeError::EqualLeaves { first, second } => {
			Fault::EqualDocuments { first: learner(first), second: learner(second) }
		},
		TreeError::Empty | TreeError::TooLarge => Fault::NoLearners,
	}
}
