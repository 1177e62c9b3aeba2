# SPDX-License-Identifier: Apache-2.0
# libfyaml compiled from its sources in TRUCE_FYAML_SOURCE (cmake/fetch_fyaml.sh), where the system's cannot be
# linked: for another C library, another machine, or inside a Python module. The sources stay as they are.
# fyaml::fyaml is the same target that cmake/FindFyaml.cmake makes of the system's.
#
# list.h stands in for src/lib/fy-list.h, the one file under another licence than the rest (GPL-2.0, from Linux):
# with it, what is linked has only permissive parts.
include(CheckCSourceCompiles)
file(GLOB TRUCE_FYAML_SOURCES ${TRUCE_FYAML_SOURCE}/src/lib/*.c)
if(NOT TRUCE_FYAML_SOURCES)
  message(FATAL_ERROR "TRUCE_FYAML_SOURCE: there are no sources of libfyaml in '${TRUCE_FYAML_SOURCE}'")
endif()
set(FYAML_VERSION unknown)
if(EXISTS ${TRUCE_FYAML_SOURCE}/.tarball-version)
  file(STRINGS ${TRUCE_FYAML_SOURCE}/.tarball-version FYAML_VERSION LIMIT_COUNT 1)
endif()
check_c_source_compiles("
  #include <stdlib.h>
  static int by(const void *a, const void *b, void *c) { return a < b ? -1 : c != 0; }
  int main(void) { int x[2] = {0}; qsort_r(x, 2, sizeof *x, by, x); return x[0]; }" FYAML_HAS_QSORT_R)

add_library(fyaml STATIC ${TRUCE_FYAML_SOURCES} ${TRUCE_FYAML_SOURCE}/src/xxhash/xxhash.c)
target_include_directories(fyaml PRIVATE ${TRUCE_FYAML_SOURCE}/include ${TRUCE_FYAML_SOURCE}/src/lib
                                         ${TRUCE_FYAML_SOURCE}/src/xxhash)
target_compile_definitions(fyaml PRIVATE _GNU_SOURCE NDEBUG VERSION="${FYAML_VERSION}"
                                         $<$<BOOL:${FYAML_HAS_QSORT_R}>:HAVE_QSORT_R=1>)
target_compile_options(fyaml PRIVATE -w "SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/list.h")
set_target_properties(fyaml PROPERTIES C_EXTENSIONS ON C_VISIBILITY_PRESET hidden POSITION_INDEPENDENT_CODE ON
                                       ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

set(FYAML_HEADERS ${TRUCE_FYAML_SOURCE}/include)
if(WIN32) # the folder has the headers of POSIX that libfyaml includes
  list(APPEND FYAML_HEADERS ${CMAKE_CURRENT_LIST_DIR}/windows)
  target_include_directories(fyaml PRIVATE ${FYAML_HEADERS})
  target_compile_options(fyaml PRIVATE "SHELL:-include sys/mman.h")
endif()

# Imported, so that truce-config.cmake looks for it on the system where truce::static is used.
add_library(fyaml::fyaml STATIC IMPORTED GLOBAL)
add_dependencies(fyaml::fyaml fyaml)
set_target_properties(fyaml::fyaml PROPERTIES IMPORTED_LOCATION ${CMAKE_BINARY_DIR}/libfyaml.a
                                              INTERFACE_INCLUDE_DIRECTORIES "${FYAML_HEADERS}")
