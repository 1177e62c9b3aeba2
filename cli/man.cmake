# Manual pages, written by the command itself from the tables that its --help comes from: build/man/truce.1 and one page
# for each command.
set(TRUCE_MAN_DIR ${CMAKE_BINARY_DIR}/man)
set(TRUCE_MAN_PAGES ${TRUCE_MAN_DIR}/truce.1)
add_custom_command(
  OUTPUT ${TRUCE_MAN_DIR}/truce.1
  COMMAND ${CMAKE_COMMAND} -E make_directory ${TRUCE_MAN_DIR}
  COMMAND truce-cli --man > ${TRUCE_MAN_DIR}/truce.1
  DEPENDS truce-cli VERBATIM)
foreach(command check states solve explain brief replies serve version help)
  add_custom_command(
    OUTPUT ${TRUCE_MAN_DIR}/truce-${command}.1
    COMMAND ${CMAKE_COMMAND} -E make_directory ${TRUCE_MAN_DIR}
    COMMAND truce-cli ${command} --man > ${TRUCE_MAN_DIR}/truce-${command}.1
    DEPENDS truce-cli VERBATIM)
  list(APPEND TRUCE_MAN_PAGES ${TRUCE_MAN_DIR}/truce-${command}.1)
endforeach()
add_custom_target(man ALL DEPENDS ${TRUCE_MAN_PAGES})
