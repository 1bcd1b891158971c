/* The scenario document: a list of changes on a problem (whatif/scenario.h), in JSON or XML. */
#ifndef VAKT_IO_SCENARIO_IO_H
#define VAKT_IO_SCENARIO_IO_H

#include "io/vakt_io.h"
#include "whatif/scenario.h"

#define VAKT_SCENARIO_ROOT "scenario"
#define VAKT_SCENARIO_NAMESPACE "urn:vaktplan:scenario:1"

/* As vakt_problem_read. */
VAKT_MUST_USE vakt_status vakt_scenario_read(const char *path, vakt_arena *arena,
                                             vakt_report *report, vakt_doc **ret_doc,
                                             vakt_scenario **ret_scenario);
VAKT_MUST_USE vakt_status vakt_scenario_json_schema(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_scenario_xsd(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_scenario_reference(vakt_text *text); /* Markdown */

#endif
