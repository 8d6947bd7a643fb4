// SPDX-License-Identifier: Apache-2.0

//! Addresses that a learner may open. Nobody is asked for them: they are put together here.

use testamur_certificate::{percent_encoded, Credential};

/// The page by which LinkedIn takes a certification into a profile.
const PROFILE: &str = "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME";

/// Returns the address by which a learner adds a credential to her profile at LinkedIn. It names neither her
/// nor her address.
#[must_use]
pub fn profile_link(credential: &Credential) -> String {
	let mut link = PROFILE.to_owned();
	let mut put = |name: &str, value: &str| {
		link.push('&');
		link.push_str(name);
		link.push('=');
		link.push_str(&percent_encoded(value));
	};
	put("name", &credential.title);
	put("organizationName", &credential.issuer);
	put("issueYear", &credential.awarded.year.to_string());
	put("issueMonth", &credential.awarded.month.to_string());
	if let Some(until) = credential.until {
		put("expirationYear", &until.year.to_string());
		put("expirationMonth", &until.month.to_string());
	}
	put("certId", &credential.id);
	link
}
