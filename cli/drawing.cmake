# SPDX-License-Identifier: Apache-2.0
# Graphviz places what the command draws (cli/layout.c); without it there is no SVG of paths. Where it is found,
# TRUCE_TERMINAL_LIBRARIES is what programs with the terminal link.
option(TRUCE_GRAPHVIZ "Use Graphviz for drawings where it is found" ON)
find_path(GVC_INCLUDE_DIR gvc.h PATH_SUFFIXES graphviz)
find_library(GVC_LIBRARY gvc)
find_library(CGRAPH_LIBRARY cgraph)
if(TRUCE_GRAPHVIZ AND GVC_INCLUDE_DIR AND GVC_LIBRARY AND CGRAPH_LIBRARY)
  target_compile_definitions(truce_terminal PRIVATE TRUCE_GRAPHVIZ)
  target_include_directories(truce_terminal SYSTEM PRIVATE ${GVC_INCLUDE_DIR})
  truce_late_name(TRUCE_GVC_NAME ${GVC_LIBRARY})
  truce_late_name(TRUCE_CGRAPH_NAME ${CGRAPH_LIBRARY})
  if(TRUCE_GVC_NAME AND TRUCE_CGRAPH_NAME)
    target_compile_definitions(truce_terminal PRIVATE TRUCE_LATE_GVC="${TRUCE_GVC_NAME}"
                                                      TRUCE_LATE_CGRAPH="${TRUCE_CGRAPH_NAME}")
    list(APPEND TRUCE_TERMINAL_LIBRARIES ${CMAKE_DL_LIBS})
  else()
    list(APPEND TRUCE_TERMINAL_LIBRARIES ${GVC_LIBRARY} ${CGRAPH_LIBRARY})
  endif()
else()
  message(STATUS "No Graphviz (Debian: libgraphviz-dev): truce paths will write DOT, but no SVG")
endif()
