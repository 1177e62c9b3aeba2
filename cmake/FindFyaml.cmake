# SPDX-License-Identifier: Apache-2.0
# libfyaml, which reads YAML: the target fyaml::fyaml. Installed beside truce-config.cmake too, for programs that link
# the static library.
find_path(FYAML_INCLUDE_DIR libfyaml.h)
find_library(FYAML_LIBRARY fyaml)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Fyaml REQUIRED_VARS FYAML_LIBRARY FYAML_INCLUDE_DIR)
if(Fyaml_FOUND AND NOT TARGET fyaml::fyaml)
  add_library(fyaml::fyaml UNKNOWN IMPORTED)
  set_target_properties(fyaml::fyaml PROPERTIES IMPORTED_LOCATION "${FYAML_LIBRARY}"
                                                INTERFACE_INCLUDE_DIRECTORIES "${FYAML_INCLUDE_DIR}")
endif()
mark_as_advanced(FYAML_INCLUDE_DIR FYAML_LIBRARY)
