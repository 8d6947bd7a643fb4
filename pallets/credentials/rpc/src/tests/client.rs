// SPDX-License-Identifier: Apache-2.0

//! Tests of the generated client in Rust against the server.

use super::{
	mock::Node,
	samples::{full_verdict, reference, time},
};
use jsonrpsee::core::{
	async_trait,
	client::{BatchResponse, ClientT, Error},
	params::BatchRequestBuilder,
	traits::ToRpcParams,
	DeserializeOwned,
};
use pallet_credentials_rpc_api::{
	hex::Hash,
	json::Verdict,
	params::{At, Param},
	reference::{Reference, References},
	time::Time,
	CredentialsApiClient,
};
use serde_json::Value;

/// A client that sends its requests to a mocked node.
struct Client(Node);

#[async_trait]
impl ClientT for Client {
	async fn notification<Params: ToRpcParams + Send>(
		&self,
		_: &str,
		_: Params,
	) -> Result<(), Error> {
		unreachable!("no method is a notification")
	}

	async fn request<R: DeserializeOwned, Params: ToRpcParams + Send>(
		&self,
		method: &str,
		params: Params,
	) -> Result<R, Error> {
		let params: Value = serde_json::from_str(params.to_rpc_params()?.unwrap().get())?;
		let answer = self.0.ask(method, params).await;
		answer
			.map_err(|refusal| Error::Custom(refusal.message))
			.and_then(|answer| Ok(serde_json::from_value(answer)?))
	}

	async fn batch_request<'a, R: DeserializeOwned + std::fmt::Debug + 'a>(
		&self,
		_: BatchRequestBuilder<'a>,
	) -> Result<BatchResponse<'a, R>, Error> {
		unreachable!("no method is a batch of requests")
	}
}

#[tokio::test]
async fn a_client_in_rust_gets_typed_answers() {
	let client = Client(Node::archive());
	let Reference(reference) = serde_json::from_value(reference()).unwrap();
	let references = Param::new(&References(vec![reference])).unwrap();
	let at = Param::new(&At::Time(Time(time(4)))).unwrap();
	let verdicts = client.verify(references, Some(at)).await.unwrap();
	assert_eq!(verdicts[0].as_of.block_number, 4);
	assert_eq!(verdicts[0].answer.reasons, Verdict::from(full_verdict()).reasons);

	let hash: Hash = serde_json::from_value(client.0.hash(3)).unwrap();
	let at = Param::new(&At::Hash(hash)).unwrap();
	let institution = client.institution(Param::new(&2).unwrap(), Some(at)).await.unwrap().unwrap();
	assert_eq!((institution.answer.id, institution.as_of.block_hash), (2, hash));
	assert_eq!(client.institution(Param::new(&99).unwrap(), None).await.unwrap(), None);

	let page = client.types(None, Some(Param::new(&1).unwrap()), None).await.unwrap();
	assert_eq!(page.answer.next, Some(2));
	let refusal = client.types(None, Some(Param::new(&0).unwrap()), None).await.unwrap_err();
	assert!(refusal.to_string().ends_with("limit: expected at least 1"), "{refusal}");
}
