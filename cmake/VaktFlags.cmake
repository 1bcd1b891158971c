# Warnings are errors, everywhere; sanitizers where asked for.
add_library(vakt_flags INTERFACE)
target_include_directories(vakt_flags INTERFACE ${CMAKE_SOURCE_DIR}/solver)
target_compile_options(vakt_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
  -Wmissing-prototypes -Wcast-qual -Wvla -Wformat=2 -Wundef -Wdouble-promotion -Werror)
target_compile_definitions(vakt_flags INTERFACE _POSIX_C_SOURCE=200809L)
if(VAKT_SANITIZE)
  target_compile_options(vakt_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(vakt_flags INTERFACE -fsanitize=address,undefined)
endif()
if(VAKT_ARENA_MALLOC)
  target_compile_definitions(vakt_flags INTERFACE VAKT_ARENA_MALLOC)
endif()

# vakt_layer(name SOURCES a.c b.c LINKS x y): one static library of the tower.
function(vakt_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${LAYER_SOURCES})
  target_link_libraries(${name} PUBLIC vakt_flags ${LAYER_LINKS} PRIVATE ${LAYER_PRIVATE_LINKS})
endfunction()
