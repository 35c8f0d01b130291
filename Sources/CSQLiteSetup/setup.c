#include "CSQLiteSetup.h"

#include <sqlite3.h>

int perille_sqlite_setup(void) {
  // Statistics that nobody reads would take a lock at every allocation.
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
