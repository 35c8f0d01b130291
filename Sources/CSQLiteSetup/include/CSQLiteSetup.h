#ifndef PERILLE_SQLITE_SETUP_H
#define PERILLE_SQLITE_SETUP_H

/// Settings that SQLite takes only before its first use, and only from C. Zero when they were taken.
int perille_sqlite_setup(void);

#endif
