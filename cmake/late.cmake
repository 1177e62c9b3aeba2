# truce_late_name(OUTPUT LIBRARY): the name by which a shared library is loaded, as libgvc.so.6; empty where that is
# not known, so that programs are linked with it.
function(truce_late_name output library)
  file(REAL_PATH "${library}" path)
  get_filename_component(name "${path}" NAME)
  if(UNIX AND NOT APPLE AND name MATCHES "^(lib.+[.]so[.][0-9]+)")
    set(${output} "${CMAKE_MATCH_1}" PARENT_SCOPE)
  else()
    set(${output} "" PARENT_SCOPE)
  endif()
endfunction()
