# SPDX-License-Identifier: Apache-2.0
# cmake -DTRUCE=PROGRAM -DMAN=FOLDER -DCOMPLETIONS=FOLDER -P write_pages.cmake: has the program write its manual
# pages and completions. Pages of commands that are gone do not stay.
function(write file)
  execute_process(COMMAND ${TRUCE} ${ARGN} OUTPUT_FILE ${file} RESULT_VARIABLE status)
  if(status)
    file(REMOVE ${file})
    message(FATAL_ERROR "${TRUCE} ${ARGN}: ${status}")
  endif()
endfunction()

file(REMOVE_RECURSE ${MAN} ${COMPLETIONS})
file(MAKE_DIRECTORY ${MAN} ${COMPLETIONS})
execute_process(COMMAND ${TRUCE} help commands OUTPUT_VARIABLE commands COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" commands "${commands}")
foreach(command ${commands})
  write(${MAN}/truce-${command}.1 ${command} --man)
endforeach()
write(${COMPLETIONS}/_truce help zsh)
write(${COMPLETIONS}/truce.fish help fish)
write(${COMPLETIONS}/truce help bash)
write(${MAN}/truce.1 --man)
