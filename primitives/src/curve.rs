// SPDX-License-Identifier: Apache-2.0

//! Whether the bytes of a public key are a point of its curve, by Euler's criterion.
//!
//! Nothing here is secret, so nothing takes constant time. It takes about a millisecond, and the
//! chain does not do it (`docs/adr/0022-document-keys.md`).

/// A number of 256 bits, the lowest 64 first.
type Number = [u64; 4];

const ONE: Number = [1, 0, 0, 0];

/// The numbers modulo a prime of 256 bits at most.
struct Field {
	prime: Number,
	/// The half of the prime, rounded down.
	half: Number,
}

const P256: Field = Field {
	prime: [u64::MAX, 0xffff_ffff, 0, 0xffff_ffff_0000_0001],
	half: [u64::MAX, 0x7fff_ffff, 0x8000_0000_0000_0000, 0x7fff_ffff_8000_0000],
};
/// The constant term of the equation of P-256 (SEC 2, section 2.4.2).
const P256_B: Number =
	[0x3bce_3c3e_27d2_604b, 0x651d_06b0_cc53_b0f6, 0xb3eb_bd55_7698_86bc, 0x5ac6_35d8_aa3a_93e7];

const ED25519: Field = Field {
	prime: [0xffff_ffff_ffff_ffed, u64::MAX, u64::MAX, 0x7fff_ffff_ffff_ffff],
	half: [0xffff_ffff_ffff_fff6, u64::MAX, u64::MAX, 0x3fff_ffff_ffff_ffff],
};
/// The constant of the equation of Ed25519 (RFC 8032, section 5.1).
const ED25519_D: Number =
	[0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73];

/// Returns whether 33 bytes are a compressed point of P-256 (SEC 1, section 2.3.4): of y² = x³ - 3x
/// + b, for a first byte of 2 or 3.
pub(crate) fn is_point_of_p256(key: &[u8; 33]) -> bool {
	let ([2 | 3, ..], Some(x)) = (key, key.last_chunk::<32>()) else { return false };
	let mut little = *x;
	little.reverse();
	let x = number(&little);
	let field = P256;
	if !is_less(&x, &field.prime) {
		return false;
	}
	field.is_square(field.p256_square(x))
}

/// Returns whether 32 bytes are a point of Ed25519 (RFC 8032, section 5.1.3): of x² (d y² + 1) = y² -
/// 1, where y is below the prime and an x of 0 has no sign.
pub(crate) fn is_point_of_ed25519(key: &[u8; 32]) -> bool {
	let mut bytes = *key;
	let [.., last] = &mut bytes;
	let is_negative = *last & 0x80 != 0;
	*last &= 0x7f;
	let y = number(&bytes);
	let field = ED25519;
	if !is_less(&y, &field.prime) {
		return false;
	}
	let square = field.mul(y, y);
	let numerator = field.sub(square, ONE);
	let denominator = field.add(field.mul(ED25519_D, square), ONE);
	// A quotient is a square where the product is one. The denominator is never 0.
	field.is_square(field.mul(numerator, denominator)) && !(numerator == [0; 4] && is_negative)
}

/// Returns both coordinates of a compressed point of P-256 (SEC 1, section 2.3.4), the highest byte of each
/// first, or `None` if the bytes are no point.
pub(crate) fn coordinates_of_p256(key: &[u8; 33]) -> Option<([u8; 32], [u8; 32])> {
	if !is_point_of_p256(key) {
		return None;
	}
	let ([sign, ..], Some(x)) = (key, key.last_chunk::<32>()) else { return None };
	let mut little = *x;
	little.reverse();
	let square = P256.p256_square(number(&little));
	let root = P256.root(square);
	let is_odd = |number: &Number| number.first().is_some_and(|limb| limb & 1 == 1);
	let y = match is_odd(&root) == (*sign == 3) {
		true => root,
		false => P256.sub([0; 4], root),
	};
	let mut bytes = [0; 32];
	for (place, byte) in bytes.iter_mut().zip(y.iter().rev().flat_map(|limb| limb.to_be_bytes())) {
		*place = byte;
	}
	Some((*x, bytes))
}

/// Returns the number of 32 bytes, the lowest first.
fn number(bytes: &[u8; 32]) -> Number {
	let mut number = [0; 4];
	let (limbs, _) = bytes.as_chunks::<8>();
	for (limb, bytes) in number.iter_mut().zip(limbs) {
		*limb = u64::from_le_bytes(*bytes);
	}
	number
}

fn is_less(one: &Number, other: &Number) -> bool {
	one.iter().rev().lt(other.iter().rev())
}

/// Returns the sum modulo 2^256, and whether it is 2^256 or more.
fn sum(mut one: Number, other: Number) -> (Number, bool) {
	let mut carry = false;
	for (limb, other) in one.iter_mut().zip(other) {
		let (sum, above) = limb.overflowing_add(other);
		let (sum, beyond) = sum.overflowing_add(carry.into());
		(*limb, carry) = (sum, above || beyond);
	}
	(one, carry)
}

/// Returns the difference modulo 2^256.
fn difference(mut one: Number, other: Number) -> Number {
	let mut borrow = false;
	for (limb, other) in one.iter_mut().zip(other) {
		let (difference, below) = limb.overflowing_sub(other);
		let (difference, beyond) = difference.overflowing_sub(borrow.into());
		(*limb, borrow) = (difference, below || beyond);
	}
	one
}

/// Calls `step` with each of the 256 bits of a number, the highest first.
fn for_each_bit(number: Number, mut step: impl FnMut(bool)) {
	for mut limb in number.into_iter().rev() {
		for _ in 0..u64::BITS {
			step(limb.leading_zeros() == 0);
			limb = limb.wrapping_shl(1);
		}
	}
}

/// All numbers are below the prime.
impl Field {
	fn add(&self, one: Number, other: Number) -> Number {
		let (sum, carry) = sum(one, other);
		if carry || !is_less(&sum, &self.prime) {
			difference(sum, self.prime)
		} else {
			sum
		}
	}

	fn sub(&self, one: Number, other: Number) -> Number {
		if is_less(&one, &other) {
			difference(sum(one, self.prime).0, other)
		} else {
			difference(one, other)
		}
	}

	fn mul(&self, one: Number, other: Number) -> Number {
		let mut product = [0; 4];
		for_each_bit(other, |bit| {
			product = self.add(product, product);
			if bit {
				product = self.add(product, one);
			}
		});
		product
	}

	/// Returns x³ - 3x + b, which is y² for a point of P-256.
	fn p256_square(&self, x: Number) -> Number {
		let cube = self.mul(x, self.mul(x, x));
		let triple = self.add(x, self.add(x, x));
		self.add(self.sub(cube, triple), P256_B)
	}

	/// Returns a square root of a square, for a prime that leaves 3 when it is divided by 4: the power by a
	/// quarter of the number after the prime.
	fn root(&self, square: Number) -> Number {
		let mut power = ONE;
		// The half of the prime, rounded down, is odd, and its own half is one less than that quarter.
		let mut exponent = self.half;
		let mut above = 0;
		for limb in exponent.iter_mut().rev() {
			let low = *limb & 1;
			*limb = *limb >> 1 | above << 63;
			above = low;
		}
		for_each_bit(exponent, |bit| {
			power = self.mul(power, power);
			if bit {
				power = self.mul(power, square);
			}
		});
		self.mul(power, square)
	}

	/// Returns whether a number is 0 or a square: its power by half of the prime is then 0 or 1.
	fn is_square(&self, number: Number) -> bool {
		let mut power = ONE;
		for_each_bit(self.half, |bit| {
			power = self.mul(power, power);
			if bit {
				power = self.mul(power, number);
			}
		});
		power == [0; 4] || power == ONE
	}
}
