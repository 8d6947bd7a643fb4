// SPDX-License-Identifier: Apache-2.0

//! The words for the names of members, and the order in which members are shown.

/// The members that come first, with the words for those whose name is none. The others follow in the order
/// of their names.
const KNOWN: [(&str, &str); 24] = [
	("name", "name"),
	("description", "description"),
	("holder", "presented by"),
	("issuer", "issuer"),
	("credentialSubject", "learner"),
	("awardedDate", "awarded"),
	("validFrom", "valid from"),
	("validUntil", "valid until"),
	("identifier", "identified by"),
	("identityHash", "identity"),
	("identityType", "kind of identity"),
	("hashed", "identity is hashed"),
	("achievement", "achievement"),
	("achievementType", "kind"),
	("result", "result"),
	("resultDescription", "possible result"),
	("creditsAvailable", "credits to be had"),
	("creditsEarned", "credits earned"),
	("creditUnit", "unit of credits"),
	("volumeOfLearning", "volume of learning"),
	("evidence", "evidence"),
	("credentialStatus", "status for wallets"),
	("id", "identifier"),
	("salt", "random bits"),
];

/// Returns the place of a member among the others.
pub(super) fn place(name: &str) -> usize {
	let known = KNOWN.iter().position(|(known, _)| *known == name);
	known.unwrap_or(KNOWN.len())
}

/// Returns the words for a name: those that are known, or the parts of the name.
pub(super) fn label(name: &str) -> String {
	if let Some((_, words)) = KNOWN.iter().find(|(known, _)| *known == name) {
		return (*words).to_owned();
	}
	let mut words = String::new();
	for letter in name.chars() {
		match letter.is_ascii_uppercase() && !words.is_empty() {
			true => {
				words.push(' ');
				words.push(letter.to_ascii_lowercase());
			},
			false => words.push(letter),
		}
	}
	words
}

#[cfg(test)]
mod tests {
	use super::{label, place};

	#[test]
	fn names_become_words_and_none_is_lost() {
		assert_eq!(label("credentialSubject"), "learner");
		assert_eq!(label("addressCountryCode"), "address country code");
		assert_eq!(label("type"), "type");
		assert_eq!(label(""), "");
		assert!(place("name") < place("validUntil") && place("salt") < place("honours"));
	}
}
