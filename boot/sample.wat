;; What the built wasm needs of a browser beyond WebAssembly's first version; boot/check.js compiles it.
;; A test holds the build to these features (tests/e2e/fit.test.mjs).
(module
  (memory 1)
  (table 1 externref)
  (func (param externref f32 v128) (result i32)
    (table.set (i32.const 0) (local.get 0))
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 1))
    (i32.add
      (i32.extend8_s (i32.trunc_sat_f32_s (local.get 1)))
      (v128.any_true (local.get 2))))
  (func (result i32 i32) (i32.const 0) (i32.const 0)))
