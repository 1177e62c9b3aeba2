# `truce serve`, where libmicrohttpd, SQLite and json-c are found. TRUCE_WORKBENCH_LIBRARIES: what the programs link.
find_package(Threads REQUIRED)
set(TRUCE_WORKBENCH_LIBRARIES "")
set(TRUCE_MISSING "")
foreach(library "microhttpd;microhttpd.h" "sqlite3;sqlite3.h" "json-c;json-c/json.h")
  list(GET library 0 name)
  list(GET library 1 header)
  string(MAKE_C_IDENTIFIER ${name} id)
  find_library(TRUCE_LIBRARY_${id} ${name})
  find_path(TRUCE_INCLUDE_${id} ${header})
  set(TRUCE_LATE_${id} "")
  if(TRUCE_LIBRARY_${id} AND TRUCE_INCLUDE_${id} AND id STREQUAL "microhttpd")
    truce_late_name(TRUCE_LATE_${id} ${TRUCE_LIBRARY_${id}})
  endif()
  if(TRUCE_LATE_${id})
    list(APPEND TRUCE_WORKBENCH_LIBRARIES ${CMAKE_DL_LIBS})
  elseif(TRUCE_LIBRARY_${id} AND TRUCE_INCLUDE_${id})
    list(APPEND TRUCE_WORKBENCH_LIBRARIES ${TRUCE_LIBRARY_${id}})
  else()
    list(APPEND TRUCE_MISSING ${name})
  endif()
endforeach()

if(TRUCE_MISSING)
  list(JOIN TRUCE_MISSING ", " TRUCE_MISSING)
  message(STATUS "truce serve is left out: ${TRUCE_MISSING} not found")
  set(TRUCE_WORKBENCH_LIBRARIES "")
  add_library(truce_workbench OBJECT workbench/without.c workbench/own_commands.c)
  target_compile_definitions(truce_workbench PRIVATE TRUCE_MISSING="${TRUCE_MISSING}")
else()
  list(APPEND TRUCE_WORKBENCH_LIBRARIES Threads::Threads)

  # The page becomes part of the program; web/dist/ is kept built, so that nothing of the web is needed here.
  file(GLOB TRUCE_PACKED CONFIGURE_DEPENDS web/dist/*.gz)
  list(TRANSFORM TRUCE_PACKED REPLACE "\\.gz$" "" OUTPUT_VARIABLE TRUCE_PAGE)
  set(TRUCE_MANUAL)
  foreach(name language definitions tutorial)
    list(APPEND TRUCE_MANUAL ${CMAKE_SOURCE_DIR}/docs/${name}.md)
  endforeach()
  set(TRUCE_EMBEDDED ${CMAKE_BINARY_DIR}/workbench)
  file(MAKE_DIRECTORY ${TRUCE_EMBEDDED})
  add_custom_command(
    OUTPUT ${TRUCE_EMBEDDED}/embedded.c
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${TRUCE_EMBEDDED}/embedded.c "-DPAGE=${TRUCE_PAGE}"
            "-DMANUAL=${TRUCE_MANUAL}" -P ${CMAKE_SOURCE_DIR}/workbench/embed.cmake
    DEPENDS workbench/embed.cmake cmake/bytes.cmake ${TRUCE_PAGE} ${TRUCE_PACKED} ${TRUCE_MANUAL}
            VERBATIM)

  file(GLOB TRUCE_WORKBENCH_SOURCES CONFIGURE_DEPENDS workbench/*.c)
  list(FILTER TRUCE_WORKBENCH_SOURCES EXCLUDE REGEX "/without\\.c$")
  add_library(truce_workbench OBJECT ${TRUCE_WORKBENCH_SOURCES} ${TRUCE_EMBEDDED}/embedded.c)
  target_include_directories(truce_workbench PRIVATE workbench ${TRUCE_INCLUDE_microhttpd} ${TRUCE_INCLUDE_sqlite3}
                                                     ${TRUCE_INCLUDE_json_c})
  if(TRUCE_LATE_microhttpd)
    target_compile_definitions(truce_workbench PRIVATE TRUCE_LATE_MICROHTTPD="${TRUCE_LATE_microhttpd}")
  endif()
endif()
target_include_directories(truce_workbench PRIVATE cli)
check_symbol_exists(pthread_condattr_setclock pthread.h TRUCE_HAS_CONDITION_CLOCKS) # not on macOS
if(TRUCE_HAS_CONDITION_CLOCKS)
  set_property(SOURCE workbench/jobs.c APPEND PROPERTY COMPILE_DEFINITIONS TRUCE_HAS_CONDITION_CLOCKS)
endif()
target_link_libraries(truce_workbench PRIVATE truce truce_flags)
