# SPDX-License-Identifier: Apache-2.0
# Manual pages and completions, written by the command itself from its tables: truce.1, one page a command, and one
# script a shell.
set(TRUCE_MAN_DIR ${CMAKE_BINARY_DIR}/man)
set(TRUCE_COMPLETIONS_DIR ${CMAKE_BINARY_DIR}/completions)
add_custom_command(
  OUTPUT ${TRUCE_MAN_DIR}/truce.1 ${TRUCE_COMPLETIONS_DIR}/truce
  COMMAND ${CMAKE_COMMAND} -DTRUCE=$<TARGET_FILE:truce-cli> -DMAN=${TRUCE_MAN_DIR}
          -DCOMPLETIONS=${TRUCE_COMPLETIONS_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/write_pages.cmake
  DEPENDS truce-cli ${CMAKE_CURRENT_LIST_DIR}/write_pages.cmake VERBATIM)
add_custom_target(man ALL DEPENDS ${TRUCE_MAN_DIR}/truce.1)
