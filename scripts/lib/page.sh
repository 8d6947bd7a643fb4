# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds the web page, and runs its tests in a browser. This file is sourced after say.sh, node.sh,
# toolchain.sh and build.sh; its functions are called after `use_toolchain`, from ROOT, the repository.

# The most bytes that a browser loads for the page, each file compressed by gzip, without the reader of codes,
# which it loads when somebody wants one read.
MAX_PAGE=600000

# Prints the folder of the page, unless a caller names another one.
page_folder() {
	printf '%s/testamur-page' "$CARGO_TARGET_DIR"
}

# Prints the path of the module with the checks of the page.
checks_module() {
	printf '%s/%s/verifier/testamur_page.wasm' "$CARGO_TARGET_DIR" "$WASM_WITH_STD"
}

# Prints the path of the module that reads codes.
scanner_module() {
	printf '%s/%s/verifier/testamur_scanner.wasm' "$CARGO_TARGET_DIR" "$WASM_WITH_STD"
}

# build_page CONFIG FOLDER: builds the page.
build_page() {
	build_checks
	npm --prefix client/web run --silent check
	node client/web/build.mjs "$(checks_module)" "$(scanner_module)" "$1" "$2"
	expect_sound_page "$2"
	say "Built $2."
}

# Builds the checks of the page and its reader of codes. Where the compiler has no standard library for their target, cargo builds it
# from the sources that come with the compiler; the bootstrap switch opens that option.
build_checks() {
	local sysroot package std=()
	sysroot=$(rustc --print sysroot)
	if [[ ! -d $sysroot/lib/rustlib/$WASM_WITH_STD ]]; then
		[[ -d $sysroot/lib/rustlib/src/rust/library/std ]] ||
			die "The Rust toolchain has neither a standard library for $WASM_WITH_STD nor the sources of one:" \
				"\"rustup target add $WASM_WITH_STD\" adds it."
		std=('-Zbuild-std=std,panic_abort' -Zbuild-std-features=optimize_for_size)
		local -x RUSTC_BOOTSTRAP=1
	fi
	for package in testamur-page testamur-scanner; do
		compile rustc --locked --profile verifier --package "$package" --lib \
			--crate-type cdylib --target "$WASM_WITH_STD" ${std[@]+"${std[@]}"} -- \
			-C link-arg=--compress-relocations
	done
}

# expect_sound_page FOLDER: ends the script unless the checks need nothing from their surroundings and the
# page is small enough.
expect_sound_page() {
	local module imports file gzip all=0
	for module in "$(checks_module)" "$(scanner_module)"; do
		imports=$(node -p 'WebAssembly.Module.imports(new WebAssembly.Module(fs.readFileSync(process.argv[1])))
			.map(({ module, name }) => module + "." + name).join(", ")' "$module")
		[[ -z $imports ]] ||
			die "$(basename "$module") imports $imports: it would reach out of the sandbox, and must not."
	done
	for file in "$1"/*; do
		gzip=$(gzip -9 -c "$file" | wc -c)
		[[ $file == */scanner.js ]] || all=$((all + gzip))
		say "$(basename "$file") has $(wc -c <"$file") bytes, $gzip compressed by gzip."
	done
	((all <= MAX_PAGE)) ||
		die "The page has $all bytes compressed by gzip, and $MAX_PAGE are the most: find out what came in," \
			"or raise the limit in scripts/lib/page.sh with the reason."
	say "The page has $all bytes compressed by gzip, without scanner.js."
}

# Runs the tests of the page in a browser, against a node.
test_page() {
	build_node
	compile build --release --locked --workspace --bin testamur
	build_page client/web/config.example.json "$(page_folder)"
	TESTAMUR_CHECKS=$(checks_module) TESTAMUR_NODE=$(node_binary) \
		TESTAMUR_COMMAND=$CARGO_TARGET_DIR/release/testamur npm --prefix "$JS" run test:web
}
