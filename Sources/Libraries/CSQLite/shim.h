#pragma once
#include <sqlite3.h>

/// Counting allocations takes a lock for each, and nobody asks for the count. The function is variadic, which Swift does not import.
static inline int concord_stop_counting_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// The destructor constants are casts in a macro, which Swift does not import.
static inline int concord_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int concord_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}
