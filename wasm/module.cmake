# SPDX-License-Identifier: Apache-2.0
# The modules truce.wasm, with every command, and live.wasm, for briefs with --live. What they need of a system are
# functions of the JavaScript around them. unpack.wasm is for truce.html, which carries the first of them as pack.wasm
# packs it.

# Whose parts are inside, and the licences that ask for that to be said in every copy: a section of the modules.
file(READ ${CMAKE_SOURCE_DIR}/web/src/inside/notices.txt notices)
string(REGEX REPLACE "Preact[^\n]*\n" "" notices "${notices}") # is the page's
file(WRITE ${CMAKE_BINARY_DIR}/notices.txt "${notices}")

# Code is compiled for size, as every page carries it; but not what solving spends its time on (node --cpu-prof).
# Loops are not unrolled there, which is 5 kB less.
set(LOOPS engine/kernels_portable graph/cells graph/walk concepts/sequences unknowns/lanes_portable)
list(TRANSFORM LOOPS PREPEND ${CMAKE_SOURCE_DIR}/src/)
list(TRANSFORM LOOPS APPEND .c)
set_property(SOURCE ${LOOPS} APPEND PROPERTY COMPILE_OPTIONS -O2 -fno-unroll-loops)

# Of all else nothing is inlined unless that makes it smaller: packed, 7 kB less.
get_target_property(OTHERS truce_objects SOURCES)
list(REMOVE_ITEM OTHERS ${LOOPS})
set_property(SOURCE ${OTHERS} APPEND PROPERTY COMPILE_OPTIONS -mllvm -inline-threshold=-50)

# What is left of binaryen's -Oz: the passes without which what is packed is larger. Functions called once stay apart.
set(SHRINK --optimize-level=2 --shrink-level=2 --one-caller-inline-max-function-size=0
    --enable-simd --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals
    --remove-unused-brs --optimize-instructions --precompute-propagate --vacuum --remove-unused-brs --coalesce-locals
    --local-cse --coalesce-locals --reorder-locals --code-folding --merge-blocks --remove-unused-brs --merge-blocks
    --optimize-instructions --rse --vacuum --dae-optimizing --inlining-optimizing --duplicate-function-elimination
    --remove-unused-module-elements --low-memory-unused --optimize-added-constants --optimize-instructions --vacuum)
foreach(name module attempt)
  add_executable(truce-${name} wasm/${name}.c wasm/border.c wasm/stack_guard.c)
  target_link_libraries(truce-${name} PRIVATE truce truce_flags)
  # -O0: else clang hands the module to a wasm-opt, if it finds one in the path.
  target_link_options(truce-${name} PRIVATE -O0 -Wl,--strip-all)
  add_custom_command(TARGET truce-${name} POST_BUILD VERBATIM
                     COMMAND wasm-opt ${SHRINK} $<TARGET_FILE:truce-${name}> -o $<TARGET_FILE:truce-${name}>
                     COMMAND llvm-objcopy-19 --add-section=notices=${CMAKE_BINARY_DIR}/notices.txt
                             $<TARGET_FILE:truce-${name}>)
endforeach()
set_target_properties(truce-module PROPERTIES OUTPUT_NAME truce)
set_target_properties(truce-attempt PROPERTIES OUTPUT_NAME live)

foreach(name pack unpack)
  add_executable(truce-${name} wasm/${name}.c)
  target_link_libraries(truce-${name} PRIVATE truce_flags)
  target_link_options(truce-${name} PRIVATE -O0 -nostdlib -Wl,--no-entry,--strip-all,--export=room,--export=${name})
  set_target_properties(truce-${name} PROPERTIES OUTPUT_NAME ${name})
endforeach()
target_link_options(truce-unpack PRIVATE -Wl,--export=begin)
