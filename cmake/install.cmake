# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, by component: command, workbench, mpi, library, development, documentation.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# command, mpi, workbench: the workbench is a part of the program, so its component is its manual pages.
install(TARGETS truce-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
install(DIRECTORY ${TRUCE_MAN_DIR}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT command
        FILES_MATCHING PATTERN "*.1" REGEX "truce-(serve|replies|mcp)\\.1$" EXCLUDE)
install(DIRECTORY ${TRUCE_MAN_DIR}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT workbench
        FILES_MATCHING REGEX "truce-(serve|replies|mcp)\\.1$")
set(TRUCE_SHARE ${CMAKE_INSTALL_DATADIR})
install(FILES ${TRUCE_COMPLETIONS_DIR}/truce DESTINATION ${TRUCE_SHARE}/bash-completion/completions COMPONENT command)
install(FILES ${TRUCE_COMPLETIONS_DIR}/_truce DESTINATION ${TRUCE_SHARE}/zsh/site-functions COMPONENT command)
install(FILES ${TRUCE_COMPLETIONS_DIR}/truce.fish
        DESTINATION ${TRUCE_SHARE}/fish/vendor_completions.d COMPONENT command)
install(FILES ${CMAKE_BINARY_DIR}/page/live.wasm.gz DESTINATION ${TRUCE_SHARE}/truce COMPONENT command OPTIONAL)
install(FILES release/truce.desktop DESTINATION ${TRUCE_SHARE}/applications COMPONENT workbench)
install(FILES web/dist/icon.svg DESTINATION ${TRUCE_SHARE}/icons/hicolor/scalable/apps RENAME truce.svg
        COMPONENT workbench)
if(TARGET truce-mpi)
  install(TARGETS truce-mpi RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT mpi)
  configure_file(mpi/truce-mpi.1.in ${CMAKE_BINARY_DIR}/mpi/truce-mpi.1 @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/mpi/truce-mpi.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT mpi)
endif()

# library, development
set(TRUCE_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/truce)
set(TRUCE_INCLUDES INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET truce_shared)
  install(TARGETS truce_shared EXPORT truce-shared
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT library
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development
          ${TRUCE_INCLUDES})
  install(EXPORT truce-shared DESTINATION ${TRUCE_PACKAGE_DIR} NAMESPACE truce:: COMPONENT development)
endif()
install(TARGETS truce EXPORT truce-static
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development ${TRUCE_INCLUDES})
install(EXPORT truce-static DESTINATION ${TRUCE_PACKAGE_DIR} NAMESPACE truce:: COMPONENT development)
install(DIRECTORY include/truce DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
        FILES_MATCHING PATTERN "*.h")

configure_package_config_file(cmake/truce-config.cmake.in ${CMAKE_BINARY_DIR}/package/truce-config.cmake
                              INSTALL_DESTINATION ${TRUCE_PACKAGE_DIR} NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/truce-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/package/truce-config.cmake ${CMAKE_BINARY_DIR}/package/truce-config-version.cmake
              cmake/FindFyaml.cmake DESTINATION ${TRUCE_PACKAGE_DIR} COMPONENT development)

# truce.pc finds its prefix from where it lies, so that the whole can be moved.
file(RELATIVE_PATH TRUCE_PC_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" TRUCE_PC_PREFIX "${TRUCE_PC_PREFIX}")
foreach(dir INCLUDEDIR LIBDIR)
  if(IS_ABSOLUTE ${CMAKE_INSTALL_${dir}})
    set(TRUCE_PC_${dir} ${CMAKE_INSTALL_${dir}})
  else()
    set(TRUCE_PC_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
  endif()
endforeach()
list(TRANSFORM TRUCE_OPENMP_NAMES REPLACE "^([^/].*)" "-l\\1" OUTPUT_VARIABLE TRUCE_PC_PRIVATE)
list(APPEND TRUCE_PC_PRIVATE "-lm")
list(JOIN TRUCE_PC_PRIVATE " " TRUCE_PC_PRIVATE)
configure_file(cmake/truce.pc.in ${CMAKE_BINARY_DIR}/package/truce.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/package/truce.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# documentation, in the folders of the sources, so that its links hold
install(FILES README.md CHANGELOG.md LICENSE CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT documentation)
install(DIRECTORY docs cases examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT documentation)
