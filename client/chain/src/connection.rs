// SPDX-License-Identifier: Apache-2.0

//! One connection to a node, on which every request is bounded in time.

use crate::{fault::excerpt, Fault};
use serde::de::DeserializeOwned;
use std::{future::Future, time::Duration};
use subxt::rpcs::{client::RpcSubscription, Error, RpcClient};
use tokio::time::timeout;

/// Maximum time to connect.
const CONNECTING: Duration = Duration::from_secs(15);
/// Maximum time for an answer.
const ANSWERING: Duration = Duration::from_secs(60);

/// The parameters of a request.
pub(crate) type Params = Vec<serde_json::Value>;

/// A connection to a node.
#[derive(Clone)]
pub(crate) struct Connection(RpcClient);

impl Connection {
	/// Connects to a node.
	pub(crate) async fn open(url: &str) -> Result<Self, Fault> {
		let unreachable =
			|reason: &str| Fault::Unreachable { url: excerpt(url), reason: excerpt(reason) };
		if !["ws://", "wss://"].iter().any(|scheme| url.starts_with(scheme)) {
			return Err(Fault::Address(excerpt(url)));
		}
		match timeout(CONNECTING, RpcClient::from_insecure_url(url)).await {
			Ok(Ok(client)) => Ok(Self(client)),
			Ok(Err(error)) => Err(unreachable(&error.to_string())),
			Err(_) => Err(unreachable("no answer")),
		}
	}

	/// Returns the answer to a request.
	pub(crate) async fn request<T: DeserializeOwned>(
		&self,
		method: &str,
		params: Params,
	) -> Result<T, Fault> {
		Ok(self.try_request(method, params).await??)
	}

	/// Returns the answer to a request, or the error of the library where the node had time to answer.
	pub(crate) async fn try_request<T: DeserializeOwned>(
		&self,
		method: &str,
		params: Params,
	) -> Result<Result<T, Error>, Fault> {
		bounded(self.0.request(method, rpc_params(params)?)).await
	}

	/// Subscribes, and returns the subscription or the error with which the node refused it.
	pub(crate) async fn subscribe<T: DeserializeOwned>(
		&self,
		[subscribe, unsubscribe]: [&str; 2],
		params: Params,
	) -> Result<Result<RpcSubscription<T>, Error>, Fault> {
		bounded(self.0.subscribe(subscribe, rpc_params(params)?, unsubscribe)).await
	}
}

fn rpc_params(params: Params) -> Result<subxt::rpcs::client::RpcParams, Fault> {
	let mut all = subxt::rpcs::client::RpcParams::new();
	params.into_iter().try_for_each(|param| all.push(param))?;
	Ok(all)
}

async fn bounded<T>(answer: impl Future<Output = T>) -> Result<T, Fault> {
	timeout(ANSWERING, answer)
		.await
		.map_err(|_| Fault::TimedOut(ANSWERING.as_secs()))
}
