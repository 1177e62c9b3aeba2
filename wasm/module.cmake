# SPDX-License-Identifier: Apache-2.0
# The module truce.wasm: the library and a host in memory. What it needs of a system are wasm/engine.js's functions.
add_executable(truce-wasm wasm/module.c wasm/stack_guard.c)
set_target_properties(truce-wasm PROPERTIES OUTPUT_NAME truce)
target_link_libraries(truce-wasm PRIVATE truce truce_flags)
# -O0: else clang hands the module to a wasm-opt, if it finds one in the path.
target_link_options(truce-wasm PRIVATE -O0 -Wl,--strip-all)

# What is not worked out over states is compiled for size: every page carries it.
set(FOR_SIZE ${TRUCE_SOURCES})
list(FILTER FOR_SIZE EXCLUDE REGEX "/src/(base|graph|engine|concepts|unknowns)/")
set_source_files_properties(${FOR_SIZE} ${TRUCE_BRIEF_FILES} ${TRUCE_FYAML_SOURCES} PROPERTIES COMPILE_OPTIONS -Oz)
