# SPDX-License-Identifier: Apache-2.0
# The modules truce.wasm, with every command, and live.wasm, for briefs with --live. What they need of a system are
# functions of the JavaScript around them.

# Whose parts are inside, and the licences that ask for that to be said in every copy: a section of the modules.
file(READ ${CMAKE_SOURCE_DIR}/web/src/inside/notices.txt notices)
string(REGEX REPLACE "Preact[^\n]*\n" "" notices "${notices}") # is the page's
file(WRITE ${CMAKE_BINARY_DIR}/notices.txt "${notices}")
foreach(name module attempt)
  add_executable(truce-${name} wasm/${name}.c wasm/border.c wasm/stack_guard.c)
  target_link_libraries(truce-${name} PRIVATE truce truce_flags)
  # -O0: else clang hands the module to a wasm-opt, if it finds one in the path.
  target_link_options(truce-${name} PRIVATE -O0 -Wl,--strip-all)
  add_custom_command(TARGET truce-${name} POST_BUILD VERBATIM
                     COMMAND llvm-objcopy-19 --add-section=notices=${CMAKE_BINARY_DIR}/notices.txt
                             $<TARGET_FILE:truce-${name}>)
endforeach()
set_target_properties(truce-module PROPERTIES OUTPUT_NAME truce)
set_target_properties(truce-attempt PROPERTIES OUTPUT_NAME live)

# What is not worked out over states is compiled for size: every page carries it.
set(FOR_SIZE ${TRUCE_SOURCES})
list(FILTER FOR_SIZE EXCLUDE REGEX "/src/(base|graph|engine|concepts|unknowns)/")
set_source_files_properties(${FOR_SIZE} ${TRUCE_BRIEF_FILES} ${TRUCE_FYAML_SOURCES} PROPERTIES COMPILE_OPTIONS -Oz)
