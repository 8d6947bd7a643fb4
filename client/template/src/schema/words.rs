// SPDX-License-Identifier: Apache-2.0

//! The words that keys and members take.

/// The types of achievement of Open Badges 3.0.
pub(crate) const ACHIEVEMENT_TYPES: &[&str] = &[
	"Achievement",
	"ApprenticeshipCertificate",
	"Assessment",
	"Assignment",
	"AssociateDegree",
	"Award",
	"Badge",
	"BachelorDegree",
	"Certificate",
	"CertificateOfCompletion",
	"Certification",
	"CoCurricular",
	"CommunityService",
	"Competency",
	"Course",
	"Degree",
	"Diploma",
	"DoctoralDegree",
	"Fieldwork",
	"GeneralEducationDevelopment",
	"JourneymanCertificate",
	"LearningProgram",
	"License",
	"MasterCertificate",
	"MasterDegree",
	"Membership",
	"MicroCredential",
	"ProfessionalDoctorate",
	"QualityAssuranceCredential",
	"ResearchDoctorate",
	"SecondarySchoolDiploma",
];
/// The types of result of Open Badges 3.0 that a cell of a list can state.
pub(crate) const RESULT_TYPES: &[&str] = &[
	"GradePointAverage",
	"LetterGrade",
	"Percent",
	"PerformanceLevel",
	"PredictedScore",
	"RawScore",
	"Result",
	"RubricScore",
	"ScaledScore",
	"Status",
];
/// The types of result whose values are numbers.
pub(crate) const NUMBERS: &[&str] =
	&["GradePointAverage", "Percent", "PredictedScore", "RawScore", "RubricScore", "ScaledScore"];
/// The states of a result of the type `Status`.
pub(crate) const STATUSES: &[&str] =
	&["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"];
/// The types of target of an alignment.
pub(crate) const TARGET_TYPES: &[&str] = &[
	"ceasn:Competency",
	"ceterms:Credential",
	"CFItem",
	"CFRubric",
	"CFRubricCriterion",
	"CFRubricCriterionLevel",
	"CTDL",
];
/// The forms of participation.
pub(crate) const PARTICIPATION: &[&str] = &["online", "onsite", "blended", "hybrid", "workplace"];
/// The forms of supervision and of the verification of identity, as Annex I names them.
pub(crate) const SUPERVISION: &[&str] = &[
	"unsupervised with no identity verification",
	"supervised with no identity verification",
	"supervised online with identity verification",
	"supervised onsite with identity verification",
];
/// The cycles of the QF-EHEA.
pub(crate) const CYCLES: &[&str] =
	&["QF-EHEA short cycle", "QF-EHEA first cycle", "QF-EHEA second cycle", "QF-EHEA third cycle"];
/// The ways in which a micro-credential belongs to others.
pub(crate) const INTEGRATION: &[&str] = &["stand-alone", "stackable"];
/// The ways in which a learner is named.
pub(crate) const IDENTITIES: &[&str] = &["plain", "hashed"];
